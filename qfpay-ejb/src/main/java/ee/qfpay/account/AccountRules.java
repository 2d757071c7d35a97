package ee.qfpay.account;

/** The rules of credentials, in words. */
final class AccountRules {
    static final String APP_CODE = "1 to 64 printable ASCII characters without spaces";
    static final String KEY = "1 to 256 characters";
    static final String MCHID = "1 to 32 letters and digits";
    static final String PREVIOUS_KEYS = "at most 5 keys";

    private AccountRules() {}
}
