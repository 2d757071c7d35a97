package ee.qfpay.it;

import static org.assertj.core.api.Assertions.assertThat;

import ee.qfpay.sandbox.LedgerEntry;
import ee.qfpay.sandbox.SandboxControl;
import java.io.IOException;
import java.util.List;
import java.util.function.Predicate;

/** QFPay's books beside the connector's: every movement of money stands in both, once, with the same amount. */
final class BothBooks {

    private static final String PAYMENTS =
            "select 'PAYMENT', order_number, qfpay_number, amount, currency from payment" + " where state = 'PAID'";
    private static final String REFUNDS =
            "select 'REFUND', refund_number, qfpay_number, amount, currency from refund" + " where state = 'REFUNDED'";
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
                .extracting(entry -> String.join(
                        "|",
                        entry.kind().name(),
                        entry.orderNumber(),
                        entry.syssn(),
                        String.valueOf(entry.amount()),
                        entry.currency()))
                .as("movements at QFPay, beside those booked here")
                .containsExactlyInAnyOrderElementsOf(
                        rows(PAYMENTS + " union all " + REFUNDS + " union all " + OTHERS, 1, numbers));
        assertThat(moved)
                .filteredOn(entry -> entry.kind() == LedgerEntry.Kind.PAYMENT)
                .extracting(entry -> entry.orderNumber() + "|" + entry.syssn() + "|" + entry.refunded())
                .as("what went back of each paid order")
                .containsAll(rows(
                        "select order_number, qfpay_number, refunded from payment where state = 'PAID'", 0, numbers));
    }

    private static List<String> rows(String sql, int numberAt, Predicate<String> numbers)
            throws IOException, InterruptedException {
        return Probe.select(sql).stream()
                .filter(row -> numbers.test(row.split("\\|")[numberAt]))
                .toList();
    }
}
