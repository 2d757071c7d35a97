package ee.qfpay.polling;

import ee.qfpay.gateway.EnquiryCommand;
import ee.qfpay.gateway.WindowCommand;
import ee.qfpay.ledger.DueRow;
import ee.qfpay.ledger.Stage;
import ee.qfpay.ledger.Subject;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * How what is due is asked about with the fewest calls: by its numbers, as many as fit a call, or by reading QFPay's list of
 * the time it was recorded in, which tells of a hundred at once, but of settled ones too.
 *
 * @param byNumber rows that are asked about by their numbers
 * @param readings parts of QFPay's list that are read
 */
record Plan(List<DueRow> byNumber, List<Reading> readings) {

    /** Rows that are decided on together, in the order in which they were recorded. */
    static final int SEGMENT = 200;

    /** A part of the list that has more is not read. */
    static final int MOST_PAGES = 50;

    /** Adjoining parts of the list are read as one, up to about so many pages. */
    private static final int PAGES_TOGETHER = 20;

    /**
     * A part of QFPay's list.
     *
     * @param from the first second of it
     * @param until the last one, in the same month of QFPay's clock
     * @param rows those it is read for
     * @param payments ours that were recorded in that time
     */
    record Reading(Instant from, Instant until, List<DueRow> rows, int payments) {

        private boolean adjoins(Reading next, double overhead) {
            boolean touches = !next.from.isAfter(until.plusSeconds(1));
            boolean sameMonth = WindowCommand.endOfMonth(from).equals(WindowCommand.endOfMonth(next.until));
            double pages = (payments + next.payments) * overhead / WindowCommand.PAGE_SIZE;
            return touches && sameMonth && pages <= PAGES_TOGETHER;
        }

        private Reading with(Reading next) {
            List<DueRow> both = new ArrayList<>(rows);
            both.addAll(next.rows);
            return new Reading(from, until.isAfter(next.until) ? until : next.until, both, payments + next.payments);
        }
    }

    /** What the books hold of a time. */
    interface Books {
        /** Payments that were recorded in this time; counted no further than to the bound. */
        int payments(Instant from, Instant until, int bound);

        /** Payments recorded in this time that are due before long; counted no further than to the bound. */
        int soonDue(Instant from, Instant until, int bound);
    }

    /** The plan for these rows, when lists may be read. */
    static Plan of(List<DueRow> rows, Duration margin, double overhead, Books books) {
        List<DueRow> byNumber =
                new ArrayList<>(rows.stream().filter(row -> !mayBeRead(row)).toList());
        List<DueRow> candidates = rows.stream()
                .filter(Plan::mayBeRead)
                .sorted(Comparator.comparing(DueRow::recordedAt))
                .toList();
        List<Reading> readings = new ArrayList<>();
        for (List<DueRow> segment : segments(candidates)) {
            Reading reading = reading(segment, margin);
            int numbered = EnquiryCommand.split(
                            segment.stream().map(DueRow::number).toList())
                    .size();
            int bound = (int) (2 * numbered * SEGMENT / overhead) + 1;
            int payments = books.payments(reading.from(), reading.until(), bound);
            if (isCheaper(pages(payments, overhead), segment, numbered, reading, payments, books)) {
                add(readings, new Reading(reading.from(), reading.until(), segment, payments), overhead);
            } else {
                byNumber.addAll(segment);
            }
        }
        return new Plan(byNumber, readings);
    }

    /** By numbers only. */
    static Plan numbered(List<DueRow> rows) {
        return new Plan(rows, List.of());
    }

    /**
     * A list tells what waits for its payer. What was not looked at yet, was not known at QFPay, is to be closed, may begin later (on QFPay's own page)
     * or was sent again is asked about by its number, which finds it whenever it was booked.
     */
    private static boolean mayBeRead(DueRow row) {
        return row.subject() == Subject.PAYMENT
                && row.look().stage() == Stage.WATCH
                && !row.look().slow()
                && row.look().tries() > 0
                && row.look().notFound() == 0
                && row.recordedAt().equals(row.sentAt());
    }

    /** Each within one month of QFPay's clock. */
    private static List<List<DueRow>> segments(List<DueRow> inOrder) {
        List<List<DueRow>> segments = new ArrayList<>();
        List<DueRow> segment = new ArrayList<>();
        for (DueRow row : inOrder) {
            if (!segment.isEmpty() && (segment.size() == SEGMENT || !isSameMonth(segment.get(0), row))) {
                segments.add(List.copyOf(segment));
                segment.clear();
            }
            segment.add(row);
        }
        if (!segment.isEmpty()) {
            segments.add(List.copyOf(segment));
        }
        return segments;
    }

    private static boolean isSameMonth(DueRow one, DueRow other) {
        return WindowCommand.endOfMonth(one.recordedAt()).equals(WindowCommand.endOfMonth(other.recordedAt()));
    }

    private static Reading reading(List<DueRow> segment, Duration margin) {
        Instant first = segment.get(0).recordedAt();
        Instant last = segment.get(segment.size() - 1).recordedAt();
        Instant from = first.minus(margin);
        Instant until = last.plus(margin);
        Instant monthEnd = WindowCommand.endOfMonth(first);
        boolean beginsBefore = !WindowCommand.endOfMonth(from).equals(monthEnd);
        Instant monthBegin = WindowCommand.endOfMonth(from).plusSeconds(1);
        return new Reading(
                beginsBefore ? monthBegin : from, until.isAfter(monthEnd) ? monthEnd : until, segment, segment.size());
    }

    private static double pages(int payments, double overhead) {
        return Math.floor(payments * overhead / WindowCommand.PAGE_SIZE) + 1;
    }

    /** A reading saves the calls by number, and half of those for what is due before long. */
    private static boolean isCheaper(
            double pages, List<DueRow> segment, int numbered, Reading reading, int payments, Books books) {
        if (pages > MOST_PAGES) {
            return false;
        }
        if (pages < numbered) {
            return true;
        }
        int besides = books.soonDue(reading.from(), reading.until(), payments + 1) - segment.size();
        double rowsPerCall = (double) segment.size() / numbered;
        return pages < numbered + Math.max(0, besides) / rowsPerCall / 2;
    }

    private static void add(List<Reading> readings, Reading reading, double overhead) {
        int last = readings.size() - 1;
        if (last >= 0 && readings.get(last).adjoins(reading, overhead)) {
            readings.set(last, readings.get(last).with(reading));
        } else {
            readings.add(reading);
        }
    }
}
