package ee.qfpay.reconciliation;

import ee.qfpay.account.Account;
import ee.qfpay.gateway.Transaction;
import ee.qfpay.payment.Serving;
import ee.qfpay.reconciliation.DayReading.Ending;
import ee.qfpay.reconciliation.DayReading.Part;
import ee.qfpay.reconciliation.MissingLook.Asked;
import ee.qfpay.reconciliation.RunBook.Held;
import jakarta.ejb.EJB;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.Set;
import java.util.logging.Level;
import java.util.logging.Logger;

/** Takes a run from where it is to its end, part by part of QFPay's list, or as far as it comes now. */
@ApplicationScoped
class RunSteps {

    private static final Logger LOG = Logger.getLogger(RunSteps.class.getName());

    private static final Duration SOON = Duration.ofSeconds(10);
    private static final Duration LATER = Duration.ofMinutes(1);
    private static final Duration MUCH_LATER = Duration.ofHours(1);

    /** A wait is as long as this part of the time since the run began: what QFPay refuses today it may refuse for good. */
    private static final int PART_OF_THE_TIME = 4;

    /** A run that QFPay has not let us read for so long is over. */
    static final Duration PATIENCE = Duration.ofHours(24);

    /** More rows of one merchant and day are not compared. */
    private static final long MOST_ROWS = 200_000;

    @EJB
    RunBook book;

    @EJB
    ClosingBook closing;

    @Inject
    DayReading reading;

    @Inject
    ListIntake intake;

    @Inject
    MissingLook missing;

    @Inject
    Serving serving;

    @Inject
    Clock clock;

    /** Whether the server stops: nothing more is begun. */
    boolean isStopping() {
        return reading.isStopping();
    }

    /** Goes on with a run that is held, as far as is possible now. */
    void goOn(String holder, Held held) {
        try {
            advance(holder, held);
        } catch (RuntimeException e) {
            LOG.log(
                    Level.WARNING,
                    e,
                    () -> "Could not compare " + held.day() + " of account "
                            + held.owner().account() + "; it is tried again");
            notNow(holder, held, growing(held), "it broke off: " + e.getClass().getSimpleName());
        }
    }

    private void advance(String holder, Held begun) {
        Optional<Account> account = serving.accountOf(begun.owner());
        if (begun.origin() == Origin.LIST && account.isEmpty()) {
            notNow(holder, begun, growing(begun), "its account is not configured here");
            return;
        }
        Instant end = begun.origin() == Origin.STATEMENT ? Instant.MIN : end(begun);
        Optional<Held> held = Optional.of(begun);
        while (held.isPresent() && !held.get().from().isAfter(end)) {
            held = readPart(holder, held.get(), account.orElseThrow(), end);
        }
        if (held.isPresent() && begun.origin() == Origin.STATEMENT) {
            closing.close(holder, begun, Set.of()); // what it lacks it may lack for good: QFPay is not asked
        } else {
            held.ifPresent(read -> close(holder, begun, read, account.orElseThrow()));
        }
    }

    /**
     * Closes a run that is read when QFPay was asked about what its list lacks. Where the server stops meanwhile, or the lease, whose
     * beginning went by with reading, is too short for all of it, the run is not closed yet.
     */
    private void close(String holder, Held begun, Held read, Account account) {
        Asked asked = missing.ask(account, closing.missing(read), read.leasedUntil());
        boolean hasRead = !begun.from().equals(read.from());
        if (asked.ending() == Ending.STOPPED || asked.ending() == Ending.NO_ROOM && hasRead) {
            handOver(holder, read);
        } else {
            closing.close(holder, read, asked.confirmed());
        }
    }

    /** The day's last second, or, of a day that is not over, the last one before the run began. */
    private static Instant end(Held held) {
        Instant began = held.startedAt().truncatedTo(ChronoUnit.SECONDS).minusSeconds(1);
        return began.isBefore(held.day().last()) ? began : held.day().last();
    }

    /** The run after the part; empty where it does not go on now. */
    private Optional<Held> readPart(String holder, Held held, Account account, Instant end) {
        int seconds = held.partSeconds();
        Instant last = held.from().plusSeconds(seconds - 1L);
        Instant until = last.isBefore(end) ? last : end;
        Part part = reading.read(account, held.from(), until, held.leasedUntil());
        return switch (part.ending()) {
            case WHOLE -> keep(holder, held, account, until, part);
            case TOO_MUCH -> shorter(holder, held, seconds);
            case NO_ROOM -> noRoom(holder, held, part);
            case HELD_BACK ->
                notNow(holder, held, SOON, "nothing is sent to QFPay, which does not answer or asked for a pause");
            case STOPPED -> handOver(holder, held);
            case NOT_ANSWERED -> notNow(holder, held, growing(held), "QFPay did not give its list");
        };
    }

    private Optional<Held> keep(String holder, Held held, Account account, Instant until, Part part) {
        if (held.rowsRead() + part.rows().size() > MOST_ROWS) {
            book.fail(holder, held, "QFPay lists more than " + MOST_ROWS + " rows");
            return Optional.empty();
        }
        Set<Transaction> undecided = intake.take(account, part.rows());
        boolean isShort = part.pages() <= DayReading.MOST_PAGES / 4;
        int next = isShort ? held.partSeconds() * 2 : held.partSeconds();
        return book.keep(holder, held, until, part.rows(), undecided, next);
    }

    /** What was not read to its end in the time of a lease is read in shorter parts, so that each lease brings it on. */
    private Optional<Held> noRoom(String holder, Held held, Part part) {
        if (part.pages() > 0 && held.partSeconds() > 1) {
            book.readShorter(holder, held, held.partSeconds() / 2);
        }
        return notNow(holder, held, SOON, "the rate limits left no room");
    }

    /** Whoever takes it next goes on with it at once. */
    private Optional<Held> handOver(String holder, Held held) {
        book.again(holder, held, clock.instant());
        return Optional.empty();
    }

    private Optional<Held> shorter(String holder, Held held, int seconds) {
        if (seconds == 1) {
            book.fail(holder, held, "QFPay lists more rows of one second than can be read");
            return Optional.empty();
        }
        return book.readShorter(holder, held, seconds / 2);
    }

    private Duration growing(Held held) {
        Duration grown = Duration.between(held.startedAt(), clock.instant()).dividedBy(PART_OF_THE_TIME);
        Duration longest = grown.compareTo(MUCH_LATER) < 0 ? grown : MUCH_LATER;
        return longest.compareTo(LATER) > 0 ? longest : LATER;
    }

    private Optional<Held> notNow(String holder, Held held, Duration wait, String why) {
        Instant now = clock.instant();
        if (held.startedAt().plus(PATIENCE).isBefore(now)) {
            book.fail(holder, held, "Given up after " + PATIENCE.toHours() + " h: " + why);
        } else {
            book.again(holder, held, now.plus(wait));
        }
        return Optional.empty();
    }
}
