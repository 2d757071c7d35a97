package ee.qfpay.model;

/** The process has died here. No exception: nothing of the connector catches it. */
final class Died extends Error {
    private static final long serialVersionUID = 1L;

    Died() {
        super("the server died", null, false, false);
    }
}
