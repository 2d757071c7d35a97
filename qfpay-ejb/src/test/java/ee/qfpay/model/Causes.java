package ee.qfpay.model;

import static org.assertj.core.api.Assertions.assertThat;

import ee.qfpay.BooksOnH2;
import ee.qfpay.sandbox.LedgerEntry;
import ee.qfpay.sandbox.LedgerEntry.Kind;
import ee.qfpay.sandbox.SandboxControl;
import java.util.List;

/** Of every item of the work list: whether what it tells of has happened. */
final class Causes {

    private final BooksOnH2 books;
    private final List<LedgerEntry> ledger;

    Causes(BooksOnH2 books, SandboxControl control) {
        this.books = books;
        this.ledger = control.ledger();
    }

    void haveHappened() {
        for (String item : books.select("select cause, order_number, close_reason, detail from work_item")) {
            String[] column = item.split("\\|");
            boolean isOver = column[2].equals("BY_ITSELF");
            assertThat(hasHappened(column[0], column[1]) || isOver && wasExplained(column[0], column[1]))
                    .as("the cause of %s", item)
                    .isTrue();
        }
    }

    private boolean hasHappened(String cause, String order) {
        return switch (cause) {
            case "FOREIGN_MOVEMENT" -> ledger.stream().anyMatch(LedgerEntry::foreign);
            case "DUPLICATE_PAYMENT" -> payments(order).size() > 1;
            case "LATE_SUCCESS" ->
                isAmong("to_state = 'PAID' and from_state in ('FAILED', 'CLOSED')", order)
                        || isAmong("to_state = 'REFUNDED' and from_state = 'FAILED'", order);
            case "OVERDRAWN" -> payments(order).stream().anyMatch(this::gaveBackElsewhere);
            case "DISPUTED" -> payments(order).stream().anyMatch(LedgerEntry::foreign);
            case "CONTRADICTION" -> mayHaveBeenCancelled(order) || wasNotSent(order) || cameThoughItWaited(order);
            case "STILL_UNSETTLED", "REFUND_GIVEN_UP" -> true;
            default -> false;
        };
    }

    /** A mark on the payment may be told before the refund elsewhere that it stands for, which then closes the item. */
    private boolean wasExplained(String cause, String order) {
        return cause.equals("CONTRADICTION") && payments(order).stream().anyMatch(this::gaveBackElsewhere);
    }

    private List<LedgerEntry> payments(String order) {
        return ledger.stream()
                .filter(entry ->
                        entry.kind() == Kind.PAYMENT && entry.orderNumber().equals(order) && entry.moved())
                .toList();
    }

    private boolean gaveBackElsewhere(LedgerEntry payment) {
        return ledger.stream()
                .anyMatch(entry -> entry.foreign() && payment.syssn().equals(entry.originalSyssn()));
    }

    /** A close or reversal of ours that QFPay took, or whose answer is not known. */
    private boolean mayHaveBeenCancelled(String order) {
        return !books.select("select a.id from attempt a join payment p on p.id = a.subject_id"
                        + " where a.subject = 'PAYMENT' and a.kind in ('CLOSE', 'REVERSAL') and p.order_number = '"
                        + order
                        + "' and (a.outcome is null or a.outcome not in ('REFUSED', 'NOT_SENT', 'BUSY'))")
                .isEmpty();
    }

    private boolean wasNotSent(String order) {
        return isAmong("to_state = 'NOT_SENT'", order);
    }

    /** A refund of ours that QFPay told of while it was kept to be sent later. */
    private boolean cameThoughItWaited(String order) {
        return isAmong("h.subject = 'REFUND' and to_state = 'DEFERRED'", order);
    }

    private boolean isAmong(String moves, String order) {
        String of = "(select p.id from payment p where p.order_number = '" + order + "')";
        return !books.select(
                        "select h.id from history h where " + moves + " and (h.subject = 'PAYMENT' and h.subject_id in "
                                + of + " or h.subject = 'REFUND' and h.subject_id in"
                                + " (select r.id from refund r where r.payment_id in " + of + "))")
                .isEmpty();
    }
}
