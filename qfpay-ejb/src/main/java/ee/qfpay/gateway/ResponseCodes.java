package ee.qfpay.gateway;

import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** What our code knows of response codes beyond their meanings in the tables. */
public final class ResponseCodes {
    static final String DONE = "0000";

    private static final String STORE_OR_NUMBER_USED = "1251";

    private static final String NO_REFUND = "1265";
    private static final String TAKINGS_TOO_SMALL = "1269";

    /** QFPay's words, seen with 1265, for a payment that is too old: English, simplified and traditional Chinese. */
    private static final Pattern DAYS_ARE_OVER =
            Pattern.compile("\\d+\\s*(天|日|days?)|[时時期]限|超出|超过|超過|exceed", Pattern.CASE_INSENSITIVE);

    private static final Pattern STILL_BUSY =
            Pattern.compile("still have processing requests?", Pattern.CASE_INSENSITIVE);

    /** What QFPay answers where an order cannot be taken back by this call: 1297 in older documents, 1104 in newer ones. */
    private static final Set<String> NOT_BY_THIS_CALL = Set.of("1104", "1297");

    /** Codes about the state of an order; whatever the words, another call would be answered the same. */
    private static final Set<String> ORDER_STATE = Set.of(
            "1102", "1125", "1136", "1142", "1181", "1260", "1261", "1262", "1263", "1264", "1266", "1267", "1268",
            "2011");

    private static final Pattern NOT_SUPPORTED =
            Pattern.compile("(not|n't|un) ?(be )?support|不支持|不支援", Pattern.CASE_INSENSITIVE);

    private ResponseCodes() {}

    /**
     * Whether a close or reversal that did nothing was answered so because QFPay does not take this call for the order, and
     * the other call may do. What an answer says of the order itself, that it is paid for instance, is no such answer.
     */
    public static boolean notByThisCall(String code, String words) {
        if (code == null || ORDER_STATE.contains(code)) {
            return false;
        }
        return NOT_BY_THIS_CALL.contains(code)
                || (words != null && NOT_SUPPORTED.matcher(words).find());
    }

    /** Whether these words say that another refund of the payment is under way, and this one was not looked at. */
    static boolean stillBusy(String words) {
        return STILL_BUSY.matcher(words).find();
    }

    /**
     * Why a refund that was refused so may be taken later, if it may. QFPay has one code for "not at this hour" and "too
     * old", so its words are asked for the days; whether this is the hour, the caller's clock must tell.
     */
    static Optional<PutOff> putOff(String code, String words) {
        if (stillBusy(words)) {
            return Optional.of(PutOff.BUSY);
        }
        if (TAKINGS_TOO_SMALL.equals(code)) {
            return Optional.of(PutOff.TAKINGS);
        }
        boolean hours = NO_REFUND.equals(code) && !DAYS_ARE_OVER.matcher(words).find();
        return hours ? Optional.of(PutOff.CLOSED_HOURS) : Optional.empty();
    }

    /**
     * Whether the number was used before. The table says 1251 is about the store, but it was seen with "out_trade_no is
     * used" too; that one says nothing about the request that used it.
     */
    static boolean numberUsed(String code, String words) {
        return STORE_OR_NUMBER_USED.equals(code) && words.contains("is used");
    }
}
