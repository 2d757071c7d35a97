package ee.qfpay.deployment;

/** Why the deployment stops: one sentence that says what to set. */
class Refusal extends IllegalStateException {

    private static final long serialVersionUID = 1L;

    Refusal(String sentence) {
        super(sentence);
    }
}
