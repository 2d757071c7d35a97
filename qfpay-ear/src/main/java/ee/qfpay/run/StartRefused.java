package ee.qfpay.run;

/** The run command cannot start, for a reason that one sentence tells its user. */
final class StartRefused extends Exception {

    private static final long serialVersionUID = 1L;

    StartRefused(String sentence) {
        super(sentence);
    }
}
