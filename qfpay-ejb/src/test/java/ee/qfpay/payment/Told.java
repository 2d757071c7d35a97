package ee.qfpay.payment;

import ee.qfpay.gateway.Transaction;
import ee.qfpay.gateway.Transaction.Kind;
import ee.qfpay.gateway.Transaction.State;

/** Rows as the gateway hands them on. */
public final class Told {
    private Told() {}

    /** A payment row. */
    public static Transaction payment(String order, String qfpayNumber, State state, String cancel) {
        return row(Kind.PAYMENT, order, qfpayNumber, null, state, cancel);
    }

    /** A refund row. */
    public static Transaction refund(String number, String qfpayNumber, State state) {
        return row(Kind.REFUND, number, qfpayNumber, "QF-ORIGINAL", state, "0");
    }

    /** Any row. */
    public static Transaction row(
            Kind kind, String number, String qfpayNumber, String original, State state, String cancel) {
        return new Transaction(
                kind,
                qfpayNumber,
                original,
                number,
                100L,
                "HKD",
                "code of " + qfpayNumber,
                "text of " + qfpayNumber,
                state,
                cancel,
                "800101",
                null,
                null,
                null);
    }
}
