package ee.qfpay.polling;

import ee.qfpay.account.Account;
import ee.qfpay.account.Accounts;
import ee.qfpay.account.Settings;
import ee.qfpay.gateway.Gateway;
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

    /** Rows that were looked at less often than this are fresh. */
    private static final int FRESH = 3;

    /** In a backlog the fresh have at most a quarter of a round. */
    private static final int PART_OF_THE_FRESH = 4;

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
    Accounts accounts;

    @Inject
    Gateway gateway;

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
        if (isHeldBack(lane)) {
            return new Worked(0, false);
        }
        Round round = new Round(UUID.randomUUID().toString(), begin.plus(settings.lease()), crew, new Round.Progress());
        Leased leased = lane.cursor() == null ? whatIsDue(lane, round) : backlog(lane, round);
        round.progress().leased(leased.rows());
        if (!leased.rows().isEmpty()) {
            lookAt(lane, round, leased.rows());
        }
        if (round.progress().hasLeftOver()) {
            queue.release(round.holder(), round.progress().leased());
        } else {
            lane.goneThrough(leased.cursor());
        }
        Instant end = clock.instant();
        if (lane.isToBeCounted(end)) {
            lane.counted(end, queue.pending(lane.merchant()));
        }
        lane.worked(round.progress().looked(), begin, end);
        return new Worked(
                leased.rows().size(), leased.more() && !round.progress().isOver());
    }

    /** Whether nothing would be sent now: rows need not be leased for that. */
    private boolean isHeldBack(Lane lane) {
        return accounts.ofMerchant(lane.merchant()).filter(gateway::isHeldBack).isPresent();
    }

    /**
     * What a round has in hand.
     *
     * @param cursor up to where the backlog is gone through after it; null when there is none
     * @param more whether another round may find something at once
     */
    private record Leased(List<DueRow> rows, Instant cursor, boolean more) {}

    /** The longest due first, unless there are more than one round takes: then everything is gone through from the beginning. */
    private Leased whatIsDue(Lane lane, Round round) {
        List<DueRow> rows = queue.lease(lane.merchant(), round.holder(), settings.lease(), settings.pollBatch());
        if (rows.size() < settings.pollBatch()) {
            return new Leased(rows, null, false);
        }
        queue.release(round.holder(), rows);
        lane.goneThrough(Instant.EPOCH);
        return backlog(lane, round);
    }

    /**
     * Who lags behind goes through everything in the order of recording, so that each row has its turn; orders whose payers
     * are most likely still there come first, as long as they leave most of the round to the others.
     */
    private Leased backlog(Lane lane, Round round) {
        int most = settings.pollBatch();
        List<DueRow> rows = new ArrayList<>(queue.leaseFresh(
                lane.merchant(), FRESH, round.holder(), settings.lease(), Math.max(1, most / PART_OF_THE_FRESH)));
        int left = Math.max(1, most - rows.size());
        List<DueRow> inTurn = queue.leaseFrom(lane.merchant(), lane.cursor(), round.holder(), settings.lease(), left);
        rows.addAll(inTurn);
        boolean isFull = inTurn.size() == left;
        return new Leased(rows, isFull ? inTurn.get(left - 1).recordedAt() : null, true);
    }

    private void lookAt(Lane lane, Round round, List<DueRow> rows) {
        try {
            look(lane, round, rows);
        } catch (RuntimeException e) {
            LOG.log(
                    Level.WARNING,
                    e,
                    () -> "Could not ask about the orders of account "
                            + rows.get(0).owner().account() + "; their lease runs out and they are asked about again");
        }
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
        Plan plan = settings.pollLists() && lane.mayReadLists(clock.instant())
                ? Plan.of(rows, lane.margin(), lane.overhead(), new Kept(lane.merchant()))
                : Plan.numbered(rows);
        if (plan.readings().isEmpty()) {
            lane.readNothing();
        }
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
