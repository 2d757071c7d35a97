package ee.qfpay.sandbox;

/** QFPay says no: carries the response code and a debug text. Not a bug, and nothing was executed. */
final class Refusal extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final String respcd;

    Refusal(String respcd, String respmsg) {
        super(respmsg, null, false, false);
        this.respcd = respcd;
    }

    String respcd() {
        return respcd;
    }
}
