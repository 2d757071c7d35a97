package ee.qfpay.payment;

import java.security.SecureRandom;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;

/**
 * Makes order and refund numbers for callers that bring none: letters and digits only (QFPay's older documents allow
 * little else), sortable by time, and with 80 random bits, so that no two nodes and no restart ever make the same.
 */
public final class Numbers {

    private static final String ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
    private static final int RANDOM_CHARACTERS = 16;
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("yyyyMMddHHmmss").withZone(ZoneOffset.UTC);
    private static final SecureRandom RANDOM = new SecureRandom();

    private Numbers() {}

    /** A number for an order. */
    public static String forOrder(Instant now) {
        return make("P", now);
    }

    /** A number for a refund. */
    public static String forRefund(Instant now) {
        return make("R", now);
    }

    private static String make(String prefix, Instant now) {
        StringBuilder number = new StringBuilder(prefix).append(TIME.format(now));
        for (int i = 0; i < RANDOM_CHARACTERS; i++) {
            number.append(ALPHABET.charAt(RANDOM.nextInt(ALPHABET.length())));
        }
        return number.toString();
    }
}
