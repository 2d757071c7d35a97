package ee.qfpay.web.console;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.time.format.ResolverStyle;
import java.util.Locale;
import java.util.Optional;

/** The one zone in which the console shows times and takes dates. Written the same in every language. */
final class ConsoleZone {

    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss", Locale.ROOT);
    private static final DateTimeFormatter TIME_AND_OFFSET =
            DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss xxx", Locale.ROOT);
    private static final DateTimeFormatter DATE =
            DateTimeFormatter.ofPattern("uuuu-MM-dd", Locale.ROOT).withResolverStyle(ResolverStyle.STRICT);
    private static final DateTimeFormatter OFFSET = DateTimeFormatter.ofPattern("xxx", Locale.ROOT);

    private static final int EARLIEST_YEAR = 2000;
    private static final int LATEST_YEAR = 2100;

    private final ZoneId zone;

    ConsoleZone(ZoneId zone) {
        this.zone = zone;
    }

    /** The zone's name and its offset at the moment: {@code Asia/Hong_Kong (UTC+8)}. */
    String label(Instant now) {
        String offset = OFFSET.format(now.atZone(zone));
        String shortened = offset.endsWith(":00") ? offset.substring(0, offset.length() - 3) : offset;
        return zone.getId() + " (UTC" + shortened.replaceFirst("([+-])0", "$1") + ")";
    }

    /** Date and time to the second; with its offset where the zone puts its clocks forward and back. */
    String text(Instant at, Instant now) {
        boolean changing = zone.getRules().nextTransition(now) != null;
        return (changing ? TIME_AND_OFFSET : TIME).format(at.atZone(zone));
    }

    /** The date of a day as {@code yyyy-MM-dd}, the way browsers send it; empty when it is none or out of reach. */
    Optional<LocalDate> date(String typed) {
        try {
            LocalDate date = LocalDate.parse(typed, DATE);
            boolean near = date.getYear() >= EARLIEST_YEAR && date.getYear() <= LATEST_YEAR;
            return near ? Optional.of(date) : Optional.empty();
        } catch (DateTimeParseException notADate) {
            return Optional.empty();
        }
    }

    /** The first moment of the day in this zone. */
    Instant startOf(LocalDate day) {
        return day.atStartOfDay(zone).toInstant();
    }

    /** The first moment that is no longer that day: days of 23 and 25 hours end where they end. */
    Instant endOf(LocalDate day) {
        return startOf(day.plusDays(1));
    }
}
