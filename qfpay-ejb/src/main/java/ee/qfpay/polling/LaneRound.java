package ee.qfpay.polling;

import ee.qfpay.account.Account;
import ee.qfpay.account.Settings;
import ee.qfpay.ledger.DueQueue;
import ee.qfpay.ledger.DueRow;
import ee.qfpay.ledger.NextLook;
import ee.qfpay.ledger.Stage;
import ee.qfpay.payment.OpenPayments;
import ee.qfpay.payment.Serving;
import ee.qfpay.trace.Trace;
import jakarta.ejb.EJB;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.stream.Collectors;

/**
 * One round of a merchant's lane: leases what is due, asks QFPay about it with as few calls as it takes, and settles what
 * it tells. One row's trouble does not keep the others from being asked about.
 */
@ApplicationScoped
class LaneRound {

    private static final Logger LOG = Logger.getLogger(LaneRound.class.getName());

    private static final Duration NO_ROOM = Duration.ofSeconds(2);

    @EJB
    DueQueue queue;

    @EJB
    RefundLook refunds;

    @EJB
    PollBook book;

    @EJB
    OpenPayments openPayments;

    @Inject
    Asking asking;

    @Inject
    Serving serving;

    @Inject
    Settings settings;

    @Inject
    PollSigns signs;

    @Inject
    Clock clock;

    /**
     * What came of a round.
     *
     * @param goOn whether there is more to do at once
     */
    record Worked(int rows, boolean goOn) {}

    /** Runs one round of a lane. */
    Worked work(Lane lane, Crew crew) {
        Instant begin = clock.instant();
        Round round = new Round(UUID.randomUUID().toString(), begin.plus(settings.lease()), crew, new Round.Progress());
        List<DueRow> rows = lease(lane, round);
        if (rows.isEmpty()) {
            boolean hadBacklog = lane.cursor() != null;
            lane.goneThrough(null);
            return new Worked(0, hadBacklog);
        }
        boolean isFull = rows.size() == settings.pollBatch();
        if (lane.cursor() != null) {
            lane.goneThrough(isFull ? rows.get(rows.size() - 1).recordedAt() : null);
        } else if (isFull) {
            lane.goneThrough(Instant.EPOCH);
        }
        try {
            look(lane, round, rows);
        } catch (RuntimeException e) {
            LOG.log(
                    Level.WARNING,
                    e,
                    () -> "Could not ask about the orders of account "
                            + rows.get(0).owner().account() + "; their lease runs out and they are asked about again");
        }
        if (round.progress().hasLeftOver()) {
            queue.release(round.holder());
        }
        lane.worked(
                round.progress().looked(), Duration.between(begin, clock.instant()), queue.pending(lane.merchant()));
        return new Worked(rows.size(), isFull && !round.progress().isOver());
    }

    /** Who lags behind goes through everything in the order of recording, so that each row has its turn. */
    private List<DueRow> lease(Lane lane, Round round) {
        Instant cursor = lane.cursor();
        return cursor == null
                ? queue.lease(lane.merchant(), round.holder(), settings.lease(), settings.pollBatch())
                : queue.leaseFrom(lane.merchant(), cursor, round.holder(), settings.lease(), settings.pollBatch());
    }

    private void look(Lane lane, Round round, List<DueRow> rows) {
        Map<Boolean, List<DueRow>> served = rows.stream()
                .collect(Collectors.partitioningBy(
                        row -> serving.accountOf(row.owner()).isPresent()));
        setAside(round, served.get(false));
        if (served.get(true).isEmpty()) {
            return;
        }
        Account account = serving.accountOf(served.get(true).get(0).owner()).orElseThrow();
        served.get(true).stream().filter(DueRow::setAside).forEach(book::accountBack);
        Map<Boolean, List<DueRow>> deferred = served.get(true).stream()
                .collect(Collectors.partitioningBy(row -> row.look().stage() == Stage.DEFERRED));
        send(round, account, deferred.get(true));
        ask(lane, round, account, deferred.get(false));
    }

    private void ask(Lane lane, Round round, Account account, List<DueRow> rows) {
        Plan plan = lane.mayReadLists(clock.instant())
                ? Plan.of(rows, lane.margin(), lane.overhead(), new Kept(lane.merchant()))
                : Plan.numbered(rows);
        List<Runnable> asks = new ArrayList<>();
        for (Plan.Reading reading : plan.readings()) {
            asks.add(() -> asking.byReading(lane, round, account, reading));
        }
        for (List<DueRow> group : Asking.together(plan.byNumber(), clock.instant())) {
            asks.add(() -> asking.byNumber(round, account, group));
        }
        round.crew().doAll(asks);
    }

    /** What the books hold of a merchant. */
    private final class Kept implements Plan.Books {
        private final String merchant;

        private Kept(String merchant) {
            this.merchant = merchant;
        }

        @Override
        public int payments(Instant from, Instant until, int bound) {
            return openPayments.count(merchant, from, until, bound);
        }

        @Override
        public int soonDue(Instant from, Instant until, int bound) {
            return queue.countBesides(merchant, from, until, clock.instant().plus(asking.ahead()), bound);
        }
    }

    /** There is nothing to ask about refunds that QFPay has not taken: they are sent. */
    private void send(Round round, Account account, List<DueRow> rows) {
        for (DueRow row : rows) {
            if (round.isOver(clock.instant())) {
                round.progress().leave();
                return;
            }
            signs.alive(clock.instant());
            try {
                if (!Trace.within(() -> refunds.send(account, row))) {
                    queue.again(round.holder(), row, later(row));
                }
            } catch (RuntimeException e) {
                LOG.log(Level.WARNING, e, () -> "Could not send " + row.number() + "; trying again later");
                queue.again(round.holder(), row, asking.unanswered(row));
            }
        }
    }

    private void setAside(Round round, List<DueRow> rows) {
        for (DueRow row : rows) {
            book.accountMissing(round.holder(), row);
            queue.setAside(round.holder(), row, clock.instant().plus(settings.slowLaneInterval()));
        }
    }

    private NextLook later(DueRow row) {
        NextLook look = row.look();
        return new NextLook(clock.instant().plus(NO_ROOM), look.tries(), look.notFound(), look.stage(), look.slow());
    }
}
