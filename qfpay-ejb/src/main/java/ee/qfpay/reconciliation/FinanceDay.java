package ee.qfpay.reconciliation;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.time.temporal.ChronoUnit;
import java.util.Optional;

/**
 * A day of QFPay's clock, which is UTC+8 wherever merchant, server and reader are. QFPay books, settles and lists by the
 * time it took a movement in.
 */
public record FinanceDay(LocalDate date) implements Comparable<FinanceDay> {

    static final ZoneOffset ZONE = ZoneOffset.ofHours(8);

    private static final int DATE_IN_NUMBER = 8;

    /** Further apart than this, the first figures of a number are no date of the movement. */
    private static final long PLAUSIBLE_DAYS = 3;

    /** The day that this moment is in. */
    public static FinanceDay at(Instant moment) {
        return new FinanceDay(moment.atOffset(ZONE).toLocalDate());
    }

    /** The first day that lies wholly behind this moment. */
    static FinanceDay firstSince(Instant moment) {
        FinanceDay day = at(moment);
        return day.first().isBefore(moment) ? day.next() : day;
    }

    /** The day of this name, {@code yyyy-MM-dd}; empty where it is none. */
    public static Optional<FinanceDay> named(String text) {
        try {
            return text == null ? Optional.empty() : Optional.of(new FinanceDay(LocalDate.parse(text)));
        } catch (DateTimeParseException notADay) {
            return Optional.empty();
        }
    }

    /**
     * The day of a movement of which QFPay has not said when it booked it: its numbers begin with their date.
     *
     * @param moved when the money moved, as far as is known here
     */
    static FinanceDay of(String qfpayNumber, Instant moved) {
        FinanceDay near = at(moved);
        if (qfpayNumber == null || qfpayNumber.length() < DATE_IN_NUMBER) {
            return near;
        }
        try {
            LocalDate dated =
                    LocalDate.parse(qfpayNumber.substring(0, DATE_IN_NUMBER), DateTimeFormatter.BASIC_ISO_DATE);
            return Math.abs(ChronoUnit.DAYS.between(dated, near.date)) <= PLAUSIBLE_DAYS ? new FinanceDay(dated) : near;
        } catch (DateTimeException notADate) {
            return near;
        }
    }

    /** Its first second. */
    public Instant first() {
        return date.atStartOfDay().toInstant(ZONE);
    }

    /** Its last second. QFPay's times know no fractions. */
    public Instant last() {
        return next().first().minusSeconds(1);
    }

    /** The moment of this time of day in it. */
    public Instant at(LocalTime time) {
        return date.atTime(time).toInstant(ZONE);
    }

    FinanceDay next() {
        return new FinanceDay(date.plusDays(1));
    }

    /** The day so many days before. */
    public FinanceDay minus(int days) {
        return new FinanceDay(date.minusDays(days));
    }

    @Override
    public int compareTo(FinanceDay other) {
        return date.compareTo(other.date);
    }

    /** Its name, {@code yyyy-MM-dd}. */
    @Override
    public String toString() {
        return date.toString();
    }
}
