package ee.qfpay.gateway;

/** A request that got no answer worth reading; says what that means. Stays inside the package: callers get a {@link Reply}. */
final class NoAnswer extends Exception {
    private static final long serialVersionUID = 1L;

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

    Outcome outcome() {
        return outcome;
    }
}
