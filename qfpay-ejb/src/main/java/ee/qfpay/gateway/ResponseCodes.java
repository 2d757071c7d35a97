package ee.qfpay.gateway;

/** What our code knows of response codes beyond their meanings in the tables. */
final class ResponseCodes {
    static final String DONE = "0000";

    private static final String STORE_OR_NUMBER_USED = "1251";

    private ResponseCodes() {}

    /**
     * Whether the number was used before. The table says 1251 is about the store, but it was seen with "out_trade_no is
     * used" too; that one says nothing about the request that used it.
     */
    static boolean numberUsed(String code, String words) {
        return STORE_OR_NUMBER_USED.equals(code) && words.contains("is used");
    }
}
