package ee.qfpay.it.faults;

import ee.qfpay.it.BothBooks;
import ee.qfpay.it.PostgresServer;
import ee.qfpay.sandbox.LedgerEntry;
import ee.qfpay.sandbox.SandboxControl;
import java.sql.SQLException;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * QFPay's books beside ours. They are equal when every movement of money there has exactly one payment or refund here that is
 * done, and exactly one movement that belongs to it, with the same amount and QFPay's number, and there is none besides.
 */
final class TwoBooks {

    private static final String REFUND_OF = "select r.refund_number, p.qfpay_number from refund r"
            + " join payment p on p.id = r.payment_id where r.state = 'REFUNDED'";

    private final SandboxControl qfpay;
    private final PostgresServer database;
    private final Requests requests;
    private final Sends sends;

    TwoBooks(SandboxControl qfpay, PostgresServer database) {
        this.qfpay = qfpay;
        this.database = database;
        this.requests = new Requests(qfpay);
        this.sends = new Sends(qfpay, database, requests);
    }

    /**
     * What the two books differ in at one moment.
     *
     * @param lost money that moved at QFPay and is not booked here
     * @param doubled what was counted or moved more than once or without cause
     * @param stuck what should have gone on and did not
     */
    record Differences(Set<String> lost, Set<String> doubled, Set<String> stuck) {

        boolean isEmpty() {
            return lost.isEmpty() && doubled.isEmpty() && stuck.isEmpty();
        }
    }

    /**
     * Compares them now.
     *
     * @param ahead how far the connector's clock is ahead of the database's
     */
    Differences compare(Duration pollInterval, Duration ahead) throws SQLException {
        return new Differences(lost(), doubled(), stuck(pollInterval, ahead));
    }

    /**
     * What money moved at QFPay that is not all here: the payment or refund is not done, or there is no movement for it.
     * Each as kind, number, QFPay's number, amount and currency.
     */
    private Set<String> lost() throws SQLException {
        List<String> theirs = lines(qfpay.movements(), BothBooks::line);
        Set<String> done = Set.copyOf(database.select(BothBooks.DONE));
        Set<String> told = Set.copyOf(database.select(BothBooks.TOLD));
        return theirs.stream()
                .filter(moved -> !done.contains(moved) || !told.contains(moved))
                .map(moved -> moved + (done.contains(moved) ? ", done without a movement" : ", not done"))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    /**
     * What was counted or moved more than once or without cause: a number that moved money twice at QFPay, a row here that
     * QFPay does not have, under the same number of its own, a payment that was settled twice, more given back than was
     * paid, money given back of another payment, a refund that went while another one of the payment was open.
     */
    private Set<String> doubled() throws SQLException {
        List<String> done = database.select(BothBooks.DONE);
        List<String> told = database.select(BothBooks.TOLD);
        List<String> refundsOf = database.select(REFUND_OF);
        List<LedgerEntry> moved = qfpay.movements();
        Set<String> doubled = new TreeSet<>();
        surplus(doubled, "done here, not at QFPay: ", done, lines(moved, BothBooks::line));
        surplus(doubled, "movement that QFPay does not have: ", told, lines(moved, BothBooks::line));
        surplus(doubled, "gone back of another payment at QFPay: ", refundsOf, lines(moved, TwoBooks::refundOf));
        Set<String> numbers = new HashSet<>();
        moved.stream()
                .map(LedgerEntry::orderNumber)
                .filter(number -> !numbers.add(number))
                .forEach(number -> doubled.add("moved twice at QFPay: " + number));
        ask(doubled, "settled twice: ", """
                select number from history where to_state in ('PAID', 'REFUNDED')
                group by subject, subject_id, number having count(*) > 1""");
        ask(doubled, "sums of refunds: ", """
                select p.order_number, p.refunded, p.reserved, p.overdrawn from payment p where p.overdrawn <> 0
                or p.refunded <> (select coalesce(sum(r.amount), 0) from refund r
                    where r.payment_id = p.id and r.state = 'REFUNDED')
                or p.reserved <> (select coalesce(sum(r.amount), 0) from refund r
                    where r.payment_id = p.id and r.state in ('RECORDED', 'IN_DOUBT', 'DEFERRED'))""");
        ask(doubled, "foreign: ", "select qfpay_number, order_number from qfpay_transaction where is_foreign");
        ask(doubled, "sent while another refund of the payment was open: ", """
                select earlier.refund_number, later.refund_number from refund earlier
                join refund later on later.payment_id = earlier.payment_id and later.id <> earlier.id
                where (select min(a.sent_at) from attempt a where a.subject = 'REFUND' and a.subject_id = earlier.id)
                    < (select min(a.sent_at) from attempt a where a.subject = 'REFUND' and a.subject_id = later.id)
                and coalesce((select max(h.at) from history h where h.subject = 'REFUND' and h.subject_id = earlier.id
                    and h.to_state in ('REFUNDED', 'FAILED')), timestamp '9999-01-01 00:00:00+00')
                    > (select min(a.sent_at) from attempt a where a.subject = 'REFUND' and a.subject_id = later.id)""");
        return doubled;
    }

    /** Calls that were more than one request on the wire, over all that ever reached QFPay. */
    Set<String> repeatedRequests() throws SQLException {
        return sends.repeated();
    }

    /** The number of the latest request that has been counted. */
    long latestRequest() {
        return requests.latest();
    }

    /** What should have gone on and did not, and items of the work list, of which none has a cause here. */
    private Set<String> stuck(Duration pollInterval, Duration ahead) throws SQLException {
        Set<String> stuck = new TreeSet<>();
        long late = pollInterval.multipliedBy(2).minus(ahead).toMillis();
        ask(
                stuck,
                "overdue: ",
                "select subject, number, stage from due where greatest(next_at, coalesce(leased_until,"
                        + " next_at)) < now() - interval '" + late + " milliseconds'");
        ask(stuck, "without an answer: ", "select order_number, state from payment where state = 'RECORDED'");
        ask(
                stuck,
                "refund not settled: ",
                "select refund_number, state from refund where state in ('RECORDED', 'IN_DOUBT', 'DEFERRED')");
        ask(stuck, "nobody asks about: ", """
                select order_number, state from payment p where state in ('RECORDED', 'AWAITING_PAYER', 'IN_DOUBT')
                and not exists (select 1 from due d where d.subject = 'PAYMENT' and d.subject_id = p.id)""");
        ask(
                stuck,
                "notification not applied: ",
                "select id, order_number, note from notification where outcome = 'PENDING' and next_at < now() - interval '"
                        + (60 - ahead.toSeconds()) + " seconds'");
        ask(stuck, "work item: ", "select cause, order_number, detail from work_item where closed_at is null");
        ask(stuck, "disputed: ", "select order_number from payment where disputed");
        return stuck;
    }

    /** What is not over yet, once everybody's time is up. */
    Set<String> unfinished() throws SQLException {
        Set<String> unfinished = new TreeSet<>();
        ask(unfinished, "still asked about: ", "select subject, number, stage, next_at from due");
        ask(unfinished, "open: ", """
                select order_number, state from payment where state in ('RECORDED', 'AWAITING_PAYER', 'IN_DOUBT')""");
        ask(unfinished, "notification: ", "select id, order_number, note from notification where outcome = 'PENDING'");
        return unfinished;
    }

    /** A refund of QFPay's and its number of the payment that it is of. */
    private static String refundOf(LedgerEntry refund) {
        return refund.orderNumber() + "|" + refund.originalSyssn();
    }

    private static List<String> lines(List<LedgerEntry> entries, Function<LedgerEntry, String> shape) {
        return entries.stream().map(shape).toList();
    }

    /** Which lines of ours QFPay does not have, or not as often. */
    private static void surplus(Set<String> surplus, String words, List<String> ours, List<String> theirs) {
        Map<String, Integer> left = new HashMap<>();
        theirs.forEach(line -> left.merge(line, 1, Integer::sum));
        ours.stream().filter(line -> left.merge(line, -1, Integer::sum) < 0).forEach(line -> surplus.add(words + line));
    }

    private void ask(Set<String> answers, String words, String sql) throws SQLException {
        database.select(sql).forEach(row -> answers.add(words + row));
    }
}
