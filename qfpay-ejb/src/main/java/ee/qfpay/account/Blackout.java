package ee.qfpay.account;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.ResolverStyle;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;

/**
 * The part of each day in which QFPay takes no refunds, by its own clock, which is UTC+8 all year. It may reach over
 * midnight. Where start and end are the same there is none.
 *
 * @param from the first moment of it
 * @param until the first moment after it
 */
public record Blackout(LocalTime from, LocalTime until) {

    /** Refunds are taken at any time. */
    public static final Blackout NONE = new Blackout(LocalTime.MIDNIGHT, LocalTime.MIDNIGHT);

    /** What QFPay's guide says: from 23:30 to 00:30. */
    public static final Blackout OF_THE_GUIDE = new Blackout(LocalTime.of(23, 30), LocalTime.of(0, 30));

    private static final ZoneOffset QFPAY_ZONE = ZoneOffset.ofHours(8);
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("HH:mm", Locale.ROOT).withResolverStyle(ResolverStyle.STRICT);

    public Blackout {
        Objects.requireNonNull(from, "from");
        Objects.requireNonNull(until, "until");
    }

    /** Reads {@code 23:30-00:30} or {@code off}; empty for anything else. */
    static Optional<Blackout> parse(String text) {
        if (text.equalsIgnoreCase("off")) {
            return Optional.of(NONE);
        }
        String[] ends = text.split("-", -1);
        if (ends.length != 2) {
            return Optional.empty();
        }
        return time(ends[0].strip()).flatMap(from -> time(ends[1].strip()).map(until -> new Blackout(from, until)));
    }

    /** Reads a time of day such as {@code 11:00}. */
    static Optional<LocalTime> time(String text) {
        try {
            return Optional.of(LocalTime.parse(text, TIME));
        } catch (DateTimeException noTime) {
            return Optional.empty();
        }
    }

    /** Whether QFPay takes no refunds at this moment. */
    public boolean isAt(Instant moment) {
        LocalTime time = qfpayTime(moment).toLocalTime();
        boolean overMidnight = until.isBefore(from);
        return overMidnight
                ? !time.isBefore(from) || time.isBefore(until)
                : !time.isBefore(from) && time.isBefore(until);
    }

    /** Whether it is at this moment, or was or will be within so long: clocks differ. */
    public boolean isAbout(Instant moment, Duration slack) {
        return isAt(moment) || isAt(moment.minus(slack)) || isAt(moment.plus(slack));
    }

    /** Its next end after this moment. */
    public Instant endAfter(Instant moment) {
        LocalDateTime now = qfpayTime(moment);
        LocalDateTime today = now.toLocalDate().atTime(until);
        return (today.isAfter(now) ? today : today.plusDays(1)).toInstant(QFPAY_ZONE);
    }

    private static LocalDateTime qfpayTime(Instant moment) {
        return LocalDateTime.ofInstant(moment, QFPAY_ZONE);
    }
}
