package ee.qfpay.reconciliation;

import ee.qfpay.account.Account;
import ee.qfpay.account.Accounts;
import ee.qfpay.account.Settings;
import ee.qfpay.gateway.Transaction;
import ee.qfpay.ledger.ListWindows;
import ee.qfpay.ledger.Movements;
import ee.qfpay.ledger.Owner;
import ee.qfpay.ledger.Source;
import ee.qfpay.payment.Serving;
import ee.qfpay.reconciliation.DayReading.Part;
import ee.qfpay.reconciliation.RunBook.Held;
import ee.qfpay.refund.Arrivals;
import ee.qfpay.refund.Arrivals.Belonging;
import jakarta.ejb.EJB;
import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * What a tick does: plans the night's runs when their hour has come, and takes every run that is not over as far as the rate
 * limits leave room.
 */
@Stateless
@TransactionAttribute(TransactionAttributeType.NOT_SUPPORTED)
public class RunRound {

    private static final Logger LOG = Logger.getLogger(RunRound.class.getName());

    private static final Duration SOON = Duration.ofSeconds(10);
    private static final Duration LATER = Duration.ofMinutes(1);

    /** A run that QFPay has not let us read for so long is over. */
    private static final Duration PATIENCE = Duration.ofHours(24);

    /** More rows of one merchant and day are not compared. */
    private static final long MOST_ROWS = 200_000;

    private static final int BOOKED_AT_ONCE = 100;

    @EJB
    RunBook book;

    @EJB
    ClosingBook closing;

    @EJB
    ListWindows windows;

    @EJB
    Movements movements;

    @EJB
    Arrivals arrivals;

    @Inject
    DayReading reading;

    @Inject
    Accounts accounts;

    @Inject
    Serving serving;

    @Inject
    Settings settings;

    @Inject
    Clock clock;

    /** Does both, whether or not the timer is switched on. */
    public void run() {
        if (!settings.windowInterval().isZero()) {
            accounts.all().forEach(this::planNight);
        }
        String holder = UUID.randomUUID().toString();
        Optional<Held> held = next(holder);
        while (held.isPresent()) {
            attempt(holder, held.get());
            held = next(holder);
        }
    }

    private Optional<Held> next(String holder) {
        return reading.isStopping() ? Optional.empty() : book.lease(holder, serving.merchants());
    }

    /**
     * Asks for the days before the latest night whose hour has come. What moved before the account's list was first read is
     * not ours to tell of: those days are compared only when somebody asks.
     */
    private void planNight(Account account) {
        Owner owner = Owner.of(account);
        Instant now = clock.instant();
        FinanceDay today = FinanceDay.at(now);
        FinanceDay night = now.isBefore(today.at(settings.reconciliationTime())) ? today.minus(1) : today;
        windows.begun(owner).ifPresent(begun -> {
            List<FinanceDay> days = IntStream.rangeClosed(1, settings.reconciliationDays())
                    .mapToObj(night::minus)
                    .filter(day -> !day.first().isBefore(begun))
                    .toList();
            if (!days.isEmpty()) {
                book.askNightly(owner, days, night);
            }
        });
    }

    private void attempt(String holder, Held held) {
        try {
            goOn(holder, held);
        } catch (RuntimeException e) {
            LOG.log(
                    Level.WARNING,
                    e,
                    () -> "Could not compare " + held.day() + " of account "
                            + held.owner().account() + "; it is tried again");
            notNow(holder, held, LATER, "it broke off: " + e.getClass().getSimpleName());
        }
    }

    private void goOn(String holder, Held begun) {
        Optional<Account> account = serving.accountOf(begun.owner());
        if (begun.origin() == Origin.LIST && account.isEmpty()) {
            notNow(holder, begun, LATER, "its account is not configured here");
            return;
        }
        Instant end = begun.origin() == Origin.STATEMENT ? Instant.MIN : end(begun);
        Optional<Held> held = Optional.of(begun);
        while (held.isPresent() && !held.get().from().isAfter(end)) {
            held = readPart(holder, held.get(), account.orElseThrow(), end);
        }
        held.ifPresent(read -> closing.close(holder, read));
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
        Part part = reading.read(account, held.from(), until, held.leasedUntil(), seconds == 1);
        return switch (part.ending()) {
            case WHOLE -> keep(holder, held, account, until, part);
            case TOO_MUCH -> shorter(holder, held, seconds);
            case NO_ROOM -> noRoom(holder, held, part);
            case NOT_ANSWERED -> notNow(holder, held, LATER, "QFPay did not give its list");
        };
    }

    private Optional<Held> keep(String holder, Held held, Account account, Instant until, Part part) {
        if (held.rowsRead() + part.rows().size() > MOST_ROWS) {
            book.fail(holder, held, "QFPay lists more than " + MOST_ROWS + " rows");
            return Optional.empty();
        }
        Set<Transaction> undecided = inTurn(held.owner(), part.rows())
                .filter(row -> take(account, row) == Belonging.UNDECIDED)
                .collect(Collectors.toSet());
        noteBookings(held.owner(), part.rows());
        boolean isShort = part.pages() <= DayReading.MOST_PAGES / 4;
        int next = isShort ? held.partSeconds() * 2 : held.partSeconds();
        return book.keep(holder, held, until, part.rows(), undecided, next);
    }

    /** The successes: a refund needs its payment known, and explains the mark on a payment that is known. */
    private Stream<Transaction> inTurn(Owner owner, List<Transaction> rows) {
        Map<Integer, List<Transaction>> turns = rows.stream()
                .filter(row -> row.state() == Transaction.State.SUCCEEDED)
                .collect(Collectors.groupingBy(row -> turn(owner, row), TreeMap::new, Collectors.toList()));
        return turns.values().stream().flatMap(List::stream);
    }

    private int turn(Owner owner, Transaction row) {
        if (row.kind() == Transaction.Kind.REFUND) {
            return 1;
        }
        return movements.isKept(owner, row) ? 2 : 0;
    }

    /** Through the one door, as the hourly reading has it. What cannot be taken shows in the comparison. */
    private Belonging take(Account account, Transaction row) {
        try {
            return movements.isKnown(Owner.of(account), row)
                    ? Belonging.KNOWN
                    : arrivals.take(account, row, Source.WINDOW);
        } catch (RuntimeException e) {
            LOG.log(
                    Level.WARNING,
                    e,
                    () -> "Could not take " + row.qfpayNumber() + " of QFPay's list for account " + account.name());
            return Belonging.UNKNOWN;
        }
    }

    /** In short transactions, each by the order of the numbers: two of them never wait for each other. */
    private void noteBookings(Owner owner, List<Transaction> rows) {
        List<Transaction> done = rows.stream()
                .filter(row -> row.qfpayNumber() != null && row.state() == Transaction.State.SUCCEEDED)
                .sorted(Comparator.comparing(Transaction::qfpayNumber))
                .toList();
        for (int first = 0; first < done.size(); first += BOOKED_AT_ONCE) {
            movements.booked(owner, done.subList(first, Math.min(first + BOOKED_AT_ONCE, done.size())));
        }
    }

    /** What was not read to its end in the time of a lease is read in shorter parts, so that each lease brings it on. */
    private Optional<Held> noRoom(String holder, Held held, Part part) {
        if (part.pages() > 0 && held.partSeconds() > 1 && !reading.isStopping()) {
            book.readShorter(holder, held, held.partSeconds() / 2);
        }
        return notNow(holder, held, SOON, "the rate limits left no room");
    }

    private Optional<Held> shorter(String holder, Held held, int seconds) {
        if (seconds == 1) {
            book.fail(holder, held, "QFPay lists more rows of one second than can be read");
            return Optional.empty();
        }
        return book.readShorter(holder, held, seconds / 2);
    }

    private Optional<Held> notNow(String holder, Held held, Duration wait, String why) {
        Instant now = clock.instant();
        if (held.askedAt().plus(PATIENCE).isBefore(now)) {
            book.fail(holder, held, "Given up after " + PATIENCE.toHours() + " h: " + why);
        } else {
            book.again(holder, held, now.plus(wait));
        }
        return Optional.empty();
    }
}
