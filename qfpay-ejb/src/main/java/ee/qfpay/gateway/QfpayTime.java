package ee.qfpay.gateway;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.ResolverStyle;

/** QFPay's own times (sysdtm, paydtm, the window of an enquiry): always UTC+8, whatever zone the merchant is in. */
final class QfpayTime {
    private static final ZoneOffset ZONE = ZoneOffset.ofHours(8);
    private static final DateTimeFormatter FORMAT =
            DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss").withResolverStyle(ResolverStyle.STRICT);

    private QfpayTime() {}

    static String text(Instant instant) {
        return FORMAT.format(instant.atOffset(ZONE));
    }

    /** The instant of a text of QFPay; null when there is none or it is no time. */
    static Instant read(String text) {
        if (text == null) {
            return null;
        }
        try {
            return LocalDateTime.parse(text.strip(), FORMAT).toInstant(ZONE);
        } catch (DateTimeException unreadable) {
            return null;
        }
    }

    /** The last second of the instant's month. */
    static Instant endOfMonth(Instant instant) {
        return month(instant)
                .plusMonths(1)
                .atDay(1)
                .atStartOfDay()
                .toInstant(ZONE)
                .minusSeconds(1);
    }

    /** The same day and time of the month before. */
    static Instant monthBefore(Instant instant) {
        return instant.atOffset(ZONE).minusMonths(1).toInstant();
    }

    static YearMonth month(Instant instant) {
        return YearMonth.from(instant.atOffset(ZONE));
    }
}
