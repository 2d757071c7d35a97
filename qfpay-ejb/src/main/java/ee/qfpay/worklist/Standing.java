package ee.qfpay.worklist;

/** Which items somebody wants to see. */
public enum Standing {
    OPEN("w.closedAt is null"),
    CLOSED("w.closedAt is not null"),
    ANY("1 = 1");

    private final String condition;

    Standing(String condition) {
        this.condition = condition;
    }

    String condition() {
        return condition;
    }
}
