package ee.qfpay.gateway;

/** A request that got no answer worth reading; says what that means. Stays inside the package: callers get a {@link Reply}. */
final class NoAnswer extends Exception {
    private static final long serialVersionUID = 1L;

    private static final int FIRST_SERVER_ERROR = 500;

    private final Outcome outcome;
    private final int httpStatus;

    NoAnswer(Outcome outcome, String text, int httpStatus) {
        super(text);
        this.outcome = outcome;
        this.httpStatus = httpStatus;
    }

    Reply reply() {
        return Reply.without(outcome, getMessage(), httpStatus);
    }

    /** Whether it shows that QFPay cannot be reached or does not work, as it does not when there was an answer of some kind. */
    boolean isOutage() {
        return httpStatus == 0 || httpStatus >= FIRST_SERVER_ERROR;
    }

    Outcome outcome() {
        return outcome;
    }
}
