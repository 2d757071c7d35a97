package ee.qfpay.payment;

import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;

/** The merchant's own time of an order or refund, to the second, as QFPay's guide writes it. */
public final class TransactionTime {

    private static final DateTimeFormatter TEXT = DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss");

    private TransactionTime() {}

    /**
     * The text that is sent and kept.
     *
     * @param zone the account's zone
     */
    public static String of(Instant at, ZoneId zone) {
        return TEXT.format(LocalDateTime.ofInstant(at, zone));
    }
}
