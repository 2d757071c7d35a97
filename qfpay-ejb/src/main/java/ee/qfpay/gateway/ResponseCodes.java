package ee.qfpay.gateway;

import ee.qfpay.catalogue.CodeTables;
import ee.qfpay.catalogue.Meaning;

/** What our code knows of response codes beyond the tables: those seen in the field only. */
final class ResponseCodes {
    static final String DONE = "0000";
    /** "For void request, it must be a full refund": a same-day refund of a card payment. In no table, seen in the field. */
    static final String VOID_MUST_BE_FULL = "1124";

    private static final String STORE_OR_NUMBER_USED = "1251";
    private static final String STILL_WORKING = "2999";

    private ResponseCodes() {}

    static Meaning meaning(CodeTables tables, String code) {
        return STILL_WORKING.equals(code) ? Meaning.IN_PROGRESS : tables.meaning(code);
    }

    /**
     * Whether the number was used before. The table says 1251 is about the store, but it was seen with "out_trade_no is
     * used" too; that one says nothing about the request that used it.
     */
    static boolean numberUsed(String code, String words) {
        return STORE_OR_NUMBER_USED.equals(code) && words.contains("is used");
    }
}
