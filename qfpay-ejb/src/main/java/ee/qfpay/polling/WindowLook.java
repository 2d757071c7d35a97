package ee.qfpay.polling;

import ee.qfpay.account.Account;
import ee.qfpay.account.Accounts;
import ee.qfpay.account.Settings;
import ee.qfpay.gateway.Gateway;
import ee.qfpay.gateway.Outcome;
import ee.qfpay.gateway.Permit;
import ee.qfpay.gateway.Purpose;
import ee.qfpay.gateway.Reply;
import ee.qfpay.gateway.Transaction;
import ee.qfpay.gateway.WindowCommand;
import ee.qfpay.ledger.ListWindows;
import ee.qfpay.ledger.Movements;
import ee.qfpay.ledger.Owner;
import ee.qfpay.ledger.Source;
import ee.qfpay.payment.Serving;
import ee.qfpay.refund.Arrivals;
import jakarta.ejb.EJB;
import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * Reads QFPay's own list of each account for money that moved without us: from where it was last read, with an overlap,
 * up to now, page by page. What is known is passed over; all else goes to the payment or refund it belongs to, or is
 * kept as foreign. A reading that breaks off begins again where the last whole one ended, and what may still become money
 * is read again.
 */
@Stateless
@TransactionAttribute(TransactionAttributeType.NOT_SUPPORTED)
public class WindowLook {

    private static final Logger LOG = Logger.getLogger(WindowLook.class.getName());

    /** QFPay books late what it booked, and clocks differ. */
    private static final Duration OVERLAP = Duration.ofMinutes(15);

    /** A window with more rows than fit these pages is read in parts. */
    private static final int MOST_PAGES = 50;

    private static final Duration SHORTEST = Duration.ofMinutes(1);

    /** No part is longer. */
    private static final Duration A_MONTH = Duration.ofDays(31);

    private static final Duration LEASE = Duration.ofMinutes(10);
    private static final Duration SOON = Duration.ofMinutes(1);

    /** In line with the poller's lanes: who does not wait is never the first. */
    private static final Duration ROOM = Duration.ofSeconds(10);

    /** That there will be no room in time is said at once. */
    private static final Duration BETWEEN_TRIES = Duration.ofMillis(500);

    /** After a long stand-still the rest waits for the next reading. */
    private static final int MOST_PARTS = 24;

    @EJB
    ListWindows windows;

    @EJB
    Movements movements;

    @EJB
    Arrivals arrivals;

    @Inject
    Accounts accounts;

    @Inject
    Gateway gateway;

    @Inject
    Settings settings;

    @Inject
    Serving serving;

    @Inject
    Clock clock;

    /** How the reading of a part ended. */
    private enum Ending {
        WHOLE,
        /** The same, and twice as long a part would have fitted. */
        SMALL,
        TOO_MUCH,
        BROKEN_OFF
    }

    /** Reads the list of every account whose time has come, one after the other, whether or not the timer is switched on. */
    public void run() {
        run(Crew.ALONE);
    }

    /** Reads them with a crew: an account whose QFPay is slow does not keep the others waiting. */
    public void run(Crew crew) {
        String holder = UUID.randomUUID().toString();
        crew.doAll(accounts.all().stream()
                .map(account -> (Runnable) () -> readInTurn(account, holder, crew))
                .toList());
    }

    private void readInTurn(Account account, String holder, Crew crew) {
        try {
            windows.lease(Owner.of(account), holder, LEASE, OVERLAP)
                    .ifPresent(from -> read(account, holder, from, crew));
        } catch (RuntimeException e) {
            LOG.log(Level.WARNING, e, () -> "Could not read QFPay's list for account " + account.name());
        }
    }

    private void read(Account account, String holder, Instant begin, Crew crew) {
        Owner owner = Owner.of(account);
        Instant now = clock.instant();
        ListReading reading = new ListReading(account, now, now.plus(LEASE));
        Instant from = begin.truncatedTo(ChronoUnit.SECONDS);
        Duration length = Duration.between(from, now);
        for (int part = 0; part < MOST_PARTS && from.isBefore(now) && isLeased(reading); part++) {
            Instant until = partEnd(from, now, length);
            Ending ending = readPart(reading, from, until, crew);
            if (ending == Ending.BROKEN_OFF) {
                windows.again(owner, holder, clock.instant().plus(SOON));
                return;
            }
            Duration read = Duration.between(from, until);
            if (ending == Ending.TOO_MUCH && read.compareTo(SHORTEST) > 0) {
                length = read.dividedBy(2);
                continue;
            }
            windows.covered(owner, holder, reading.covered(until));
            from = until.plusSeconds(1).truncatedTo(ChronoUnit.SECONDS);
            length = ending == Ending.SMALL && length.compareTo(A_MONTH) < 0 ? length.multipliedBy(2) : length;
        }
        windows.again(owner, holder, clock.instant().plus(from.isBefore(now) ? SOON : settings.windowInterval()));
    }

    private boolean isLeased(ListReading reading) {
        return clock.instant().isBefore(reading.leaseEnd());
    }

    /** A part ends with the month, by which QFPay keeps its list, and has the length that fitted the last time. */
    private static Instant partEnd(Instant from, Instant now, Duration length) {
        Instant month = WindowCommand.endOfMonth(from);
        Instant part = from.plus(length);
        Instant end = part.isBefore(month) ? part : month;
        return end.isBefore(now) ? end : now.isBefore(from) ? from : now;
    }

    private Ending readPart(ListReading reading, Instant from, Instant until, Crew crew) {
        Account account = reading.account();
        for (int page = 1; page <= MOST_PAGES; page++) {
            Optional<Permit> permit = room(reading, crew);
            if (permit.isEmpty()) {
                return Ending.BROKEN_OFF;
            }
            Reply reply = gateway.list(permit.get(), new WindowCommand(from, until, page));
            if (reply.outcome() != Outcome.DONE) {
                return Ending.BROKEN_OFF;
            }
            List<Transaction> rows = reply.transactions();
            List<Transaction> ours = rows.stream()
                    .filter(row -> !accounts.isOfAnother(account, row.mchid()))
                    .toList();
            reading.take(ours, from, row -> take(account, row));
            if (rows.size() < WindowCommand.PAGE_SIZE) {
                return page > MOST_PAGES / 2 ? Ending.WHOLE : Ending.SMALL;
            }
        }
        return Ending.TOO_MUCH;
    }

    /** Waits for room: a list of more pages than the limits leave at once would otherwise never be read to its end. */
    private Optional<Permit> room(ListReading reading, Crew crew) {
        Optional<Permit> permit = Optional.empty();
        while (permit.isEmpty() && !crew.isStopping() && isLeased(reading) && !gateway.isHeldBack(reading.account())) {
            permit = gateway.permit(reading.account(), Purpose.POLL, ROOM);
            if (permit.isEmpty()) {
                serving.pause(BETWEEN_TRIES);
            }
        }
        return permit;
    }

    /** Whether that was all there is to do about it. */
    private boolean take(Account account, Transaction row) {
        return movements.isKnown(Owner.of(account), row)
                || arrivals.take(account, row, Source.WINDOW) != Arrivals.Belonging.UNDECIDED;
    }
}
