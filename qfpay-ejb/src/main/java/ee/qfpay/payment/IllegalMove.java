package ee.qfpay.payment;

/** A move outside the table of {@link PaymentState}: always a mistake of ours, never of QFPay or a caller. */
class IllegalMove extends IllegalStateException {

    private static final long serialVersionUID = 1L;

    IllegalMove(String number, PaymentState from, PaymentState to) {
        super("Payment " + number + " may not move from " + from + " to " + to);
    }
}
