package ee.qfpay.account;

/** The rules of names and credentials, in words. */
final class AccountRules {
    static final int MOST_FURTHER = 50;
    static final String NAMES = "at most " + MOST_FURTHER
            + " different names of 1 to 32 characters a-z, 0-9 and -, none of them " + Account.STANDARD;
    static final String APP_CODE = "1 to 64 printable ASCII characters without spaces";
    static final String KEY = "1 to 256 characters";
    static final String MCHID = "1 to 32 letters and digits";
    static final String PREVIOUS_KEYS = "at most 5 keys";

    private AccountRules() {}
}
