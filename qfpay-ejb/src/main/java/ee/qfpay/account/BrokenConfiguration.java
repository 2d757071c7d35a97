package ee.qfpay.account;

/**
 * The configuration can not be used and the deployment must not start. The message is one sentence that says what to
 * set; it never holds a secret.
 */
public class BrokenConfiguration extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public BrokenConfiguration(String sentence) {
        super(sentence);
    }
}
