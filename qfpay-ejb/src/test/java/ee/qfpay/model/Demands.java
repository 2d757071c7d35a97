package ee.qfpay.model;

import static org.assertj.core.api.Assertions.assertThat;

import ee.qfpay.BooksOnH2;
import ee.qfpay.sandbox.LedgerEntry;
import ee.qfpay.sandbox.LedgerEntry.Kind;
import ee.qfpay.sandbox.SandboxControl;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What is demanded of the database: the sandbox's ledger is the model. Numbers are unique here, so names will do as keys. */
final class Demands {

    /**
     * A refund that a mark on the payment proved, before QFPay's list told that all of it was given back elsewhere. The sum
     * is right then, and is demanded below.
     */
    private static final String TAKEN_FOR_ANOTHER = "qfpay_number is null and exists (select 1 from qfpay_transaction t"
            + " where t.payment_id = refund.payment_id and t.kind = 'REFUND' and t.is_foreign = true)";

    private final BooksOnH2 books;
    private final SandboxControl control;
    private final Line line;
    private final Set<String> paid = new HashSet<>();

    Demands(World world) {
        this.books = world.books();
        this.control = world.control();
        this.line = world.line();
    }

    /** What holds after every step. */
    void always() {
        List<LedgerEntry> ledger = control.ledger();
        paidStaysPaid();
        assertThat(control.requests()).as("requests, each sent once").hasSize(line.requests());
        assertThat(ledger.stream()
                        .filter(entry -> entry.kind() == Kind.PAYMENT && !entry.foreign())
                        .map(LedgerEntry::orderNumber))
                .as("orders at QFPay")
                .doesNotHaveDuplicates();
        assertThat(movedOrders(ledger)).as("orders that are paid").containsAll(paid);
        for (String row : books.select("select order_number, amount, reserved, refunded, qfpay_number from payment")) {
            String[] column = row.split("\\|");
            long back = backOf(ledger, column[4]);
            assertThat(Long.parseLong(column[3]))
                    .as("counted as gone back of %s", row)
                    .isLessThanOrEqualTo(back);
            long elsewhere = backElsewhere(ledger, column[4]);
            assertThat(Long.parseLong(column[2]) + Long.parseLong(column[3]))
                    .as("promised back of %s, of which %s elsewhere", row, elsewhere)
                    .isLessThanOrEqualTo(Long.parseLong(column[1]) + elsewhere);
        }
    }

    private void paidStaysPaid() {
        List<String> now = books.select("select order_number from payment where state = 'PAID'");
        assertThat(now).as("once paid, always paid").containsAll(paid);
        paid.addAll(now);
    }

    /** What holds once everything is mended and the poller has had its time. */
    void inTheEnd() {
        List<LedgerEntry> moved = control.movements();
        assertThat(told("is_foreign = true or is_foreign = false"))
                .as("movements of money: QFPay's number, kind, number, amount")
                .containsExactlyInAnyOrderElementsOf(lines(moved.stream()));
        Set<String> ours = Set.copyOf(books.select("select order_number from payment"));
        Set<String> ourRefunds = Set.copyOf(books.select("select refund_number from refund"));
        assertThat(books.select("select order_number, amount, state from payment where state = 'PAID'"))
                .as("payments that are paid")
                .containsExactlyInAnyOrderElementsOf(moved.stream()
                        .filter(entry -> entry.kind() == Kind.PAYMENT && ours.contains(entry.orderNumber()))
                        .filter(entry -> !wasOverBeforeItWasKnown(entry, moved))
                        .map(LedgerEntry::orderNumber)
                        .distinct()
                        .map(number -> number + "|" + amountOf(number) + "|PAID")
                        .toList());
        assertThat(books.select("select refund_number, amount, qfpay_number from refund where state = 'REFUNDED'"
                        + " and not (" + TAKEN_FOR_ANOTHER + ")"))
                .as("refunds that are done")
                .containsExactlyInAnyOrderElementsOf(moved.stream()
                        .filter(entry -> entry.kind() == Kind.REFUND && ourRefunds.contains(entry.orderNumber()))
                        .map(entry -> entry.orderNumber() + "|" + entry.amount() + "|" + entry.syssn())
                        .toList());
        assertThat(told("is_foreign = true"))
                .as("movements that are foreign")
                .containsExactlyInAnyOrderElementsOf(lines(moved.stream()
                        .filter(entry -> entry.kind() == Kind.REFUND && !ourRefunds.contains(entry.orderNumber())
                                || entry.kind() == Kind.PAYMENT && !ours.contains(entry.orderNumber()))));
        balances(moved);
        nothingIsLeft();
        nothingIsDropped();
        new Causes(books, control).haveHappened();
    }

    /** Of which the connector learned only when all of it had gone back: nobody here shall hand out goods for it. */
    private boolean wasOverBeforeItWasKnown(LedgerEntry payment, List<LedgerEntry> moved) {
        return backElsewhere(moved, payment.syssn()) == payment.amount()
                && books.select(
                                "select order_number from payment where state = 'CLOSED' and close_reason = 'TAKEN_BACK'")
                        .contains(payment.orderNumber());
    }

    private void balances(List<LedgerEntry> moved) {
        assertThat(books.select("select order_number, refunded, reserved from payment where state = 'PAID'"))
                .as("what went back, and what is set aside")
                .containsExactlyInAnyOrderElementsOf(
                        books.select("select order_number, qfpay_number from payment where state = 'PAID'").stream()
                                .map(row -> row.split("\\|"))
                                .map(row -> row[0] + "|" + backOf(moved, row[1]) + "|" + reserved(row[0]))
                                .toList());
    }

    /** Only what waits for QFPay for ever, because a refund elsewhere left no room for it, may still be set aside. */
    private long reserved(String order) {
        return Long.parseLong(books.select("select coalesce(sum(r.amount), 0) from refund r join payment p on p.id ="
                        + " r.payment_id where r.state = 'IN_DOUBT' and p.overdrawn > 0 and p.order_number = '" + order
                        + "'")
                .get(0));
    }

    private void nothingIsLeft() {
        assertThat(books.select("select order_number, state from payment"
                        + " where state not in ('PAID', 'FAILED', 'CLOSED', 'NOT_SENT')"))
                .as("payments that are not settled")
                .isEmpty();
        assertThat(books.select("select r.refund_number, r.state from refund r join payment p on p.id = r.payment_id"
                        + " where r.state not in ('REFUNDED', 'FAILED', 'WITHDRAWN')"
                        + " and not (r.state = 'IN_DOUBT' and p.overdrawn > 0)"))
                .as("refunds that are not settled")
                .isEmpty();
        assertThat(books.select("select d.number from due d where not exists"
                        + " (select 1 from refund r where r.id = d.subject_id and r.state = 'IN_DOUBT')"))
                .as("still asked about")
                .isEmpty();
        assertThat(books.select("select w.open_key from work_item w"
                        + " where w.cause in ('STILL_UNSETTLED', 'ACCOUNT_MISSING') and w.closed_at is null"
                        + " and not exists (select 1 from due d"
                        + " where w.open_key = w.cause || ' ' || d.subject || ' ' || d.subject_id)"))
                .as("told as not settled, though nobody asks about it any more")
                .isEmpty();
        assertThat(books.select("select id, note from notification where outcome = 'PENDING'"))
                .as("notifications that wait")
                .isEmpty();
    }

    /** What QFPay refused for now went again, was refused for good, or was given up and told: the old row ends nothing. */
    private void nothingIsDropped() {
        assertThat(books.select(
                        "select r.refund_number, h.response_code, h.source, h.note, h.at from refund r join history h"
                                + " on h.subject = 'REFUND' and h.subject_id = r.id"
                                + " where h.to_state = 'FAILED' and h.source <> 'ANSWER'"
                                + " and h.response_code in ('1155', '1265') and h.note <> 'GONE_BACK_WITHOUT_IT'"
                                + " and exists (select 1 from history w where w.subject = 'REFUND' and w.subject_id = r.id"
                                + " and w.to_state = 'DEFERRED')"))
                .as("refunds that waited and that the row of a refusal for now ended")
                .isEmpty();
    }

    private List<String> told(String which) {
        return books.select("select qfpay_number, kind, order_number, amount from qfpay_transaction"
                + " where not (presumed = true and amount = 0) and (" + which + ")");
    }

    private static List<String> lines(Stream<LedgerEntry> moved) {
        return moved.map(entry -> String.join(
                        "|", entry.syssn(), entry.kind().name(), entry.orderNumber(), String.valueOf(entry.amount())))
                .toList();
    }

    private String amountOf(String order) {
        return books.select("select amount from payment where order_number = '" + order + "'")
                .get(0);
    }

    private static Set<String> movedOrders(List<LedgerEntry> ledger) {
        return ledger.stream()
                .filter(entry -> entry.kind() == Kind.PAYMENT && entry.moved())
                .map(LedgerEntry::orderNumber)
                .collect(Collectors.toSet());
    }

    private static long backOf(List<LedgerEntry> ledger, String payment) {
        return refundsOf(ledger, payment).mapToLong(LedgerEntry::amount).sum();
    }

    private static long backElsewhere(List<LedgerEntry> ledger, String payment) {
        return refundsOf(ledger, payment)
                .filter(LedgerEntry::foreign)
                .mapToLong(LedgerEntry::amount)
                .sum();
    }

    private static Stream<LedgerEntry> refundsOf(List<LedgerEntry> ledger, String payment) {
        return ledger.stream()
                .filter(entry -> entry.kind() == Kind.REFUND && entry.moved())
                .filter(entry -> entry.originalSyssn().equals(payment));
    }
}
