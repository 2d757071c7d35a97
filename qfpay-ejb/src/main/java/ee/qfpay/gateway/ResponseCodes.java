package ee.qfpay.gateway;

import java.util.Optional;
import java.util.regex.Pattern;

/** What our code knows of response codes beyond their meanings in the tables. */
final class ResponseCodes {
    static final String DONE = "0000";

    private static final String STORE_OR_NUMBER_USED = "1251";

    private static final String NO_REFUND = "1265";
    private static final String TAKINGS_TOO_SMALL = "1269";

    /** QFPay's words, seen with 1265, for a payment that is too old: English, simplified and traditional Chinese. */
    private static final Pattern DAYS_ARE_OVER =
            Pattern.compile("\\d+\\s*(天|日|days?)|[时時期]限|超出|超过|超過|exceed", Pattern.CASE_INSENSITIVE);

    private static final Pattern STILL_BUSY =
            Pattern.compile("still have processing requests?", Pattern.CASE_INSENSITIVE);

    private ResponseCodes() {}

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
