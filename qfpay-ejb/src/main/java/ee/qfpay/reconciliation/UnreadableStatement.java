package ee.qfpay.reconciliation;

/** A statement that cannot be understood, and why: for people, as the end of "it cannot be compared: …". Holds no content. */
class UnreadableStatement extends RuntimeException {

    private static final long serialVersionUID = 1L;

    UnreadableStatement(String why) {
        super(why);
    }
}
