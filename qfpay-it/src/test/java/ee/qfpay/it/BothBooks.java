package ee.qfpay.it;

import static org.assertj.core.api.Assertions.assertThat;

import ee.qfpay.sandbox.LedgerEntry;
import ee.qfpay.sandbox.SandboxControl;
import java.io.IOException;
import java.util.List;
import java.util.function.Predicate;

/** QFPay's books beside the connector's: every movement of money stands in both, once, with the same amount. */
public final class BothBooks {

    /** The payments and refunds here that are done: kind, number, QFPay's number, amount and currency of each. */
    public static final String DONE =
            "select 'PAYMENT', order_number, qfpay_number, amount, currency from payment where state = 'PAID'"
                    + " union all select 'REFUND', refund_number, qfpay_number, amount, currency from refund"
                    + " where state = 'REFUNDED'";

    /** The movements that were kept because QFPay told of them, in the same shape: numbers are those of what they are of here. */
    public static final String TOLD =
            "select t.kind, case when t.kind = 'REFUND' then coalesce(r.refund_number, t.order_number)"
                    + " else coalesce(p.order_number, t.order_number) end, t.qfpay_number, t.amount, t.currency"
                    + " from qfpay_transaction t left join payment p on p.id = t.payment_id"
                    + " left join refund r on r.id = t.refund_id";

    private static final String OTHERS =
            "select kind, order_number, qfpay_number, amount, currency from qfpay_transaction t"
                    + " where not presumed and refund_id is null and not exists (select 1 from payment p where p.state = 'PAID'"
                    + " and p.merchant = t.merchant and p.qfpay_number = t.qfpay_number)";

    private BothBooks() {}

    /** Compares the movements under these order and refund numbers, and how much went back of each paid order. */
    static void agree(SandboxControl qfpay, Predicate<String> numbers) throws IOException, InterruptedException {
        List<LedgerEntry> moved = qfpay.movements().stream()
                .filter(entry -> numbers.test(entry.orderNumber()))
                .toList();

        assertThat(moved)
                .extracting(BothBooks::line)
                .as("movements at QFPay, beside those booked here")
                .containsExactlyInAnyOrderElementsOf(rows(DONE + " union all " + OTHERS, 1, numbers));
        assertThat(moved)
                .filteredOn(entry -> entry.kind() == LedgerEntry.Kind.PAYMENT)
                .extracting(entry -> entry.orderNumber() + "|" + entry.syssn() + "|" + entry.refunded())
                .as("what went back of each paid order")
                .containsAll(rows(
                        "select order_number, qfpay_number, refunded from payment where state = 'PAID'", 0, numbers));
    }

    /** A movement of QFPay's in the shape of {@link #DONE}. */
    public static String line(LedgerEntry moved) {
        return String.join(
                "|",
                moved.kind().name(),
                moved.orderNumber(),
                moved.syssn(),
                String.valueOf(moved.amount()),
                moved.currency());
    }

    private static List<String> rows(String sql, int numberAt, Predicate<String> numbers)
            throws IOException, InterruptedException {
        return Probe.select(sql).stream()
                .filter(row -> numbers.test(row.split("\\|")[numberAt]))
                .toList();
    }
}
