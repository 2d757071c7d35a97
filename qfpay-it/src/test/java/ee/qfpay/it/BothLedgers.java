package ee.qfpay.it;

import static org.assertj.core.api.Assertions.assertThat;

import ee.qfpay.sandbox.LedgerEntry;
import ee.qfpay.sandbox.SandboxControl;
import java.io.IOException;
import java.util.List;

/** QFPay's ledger beside the connector's books: every movement of money on one side is on the other, and once. */
final class BothLedgers {

    private BothLedgers() {}

    /** Compares all that moved, as orders and refunds, and as what QFPay told of movements. */
    static void areEqual(SandboxControl qfpay) throws IOException, InterruptedException {
        List<String> moved =
                qfpay.movements().stream().map(BothLedgers::line).sorted().toList();
        assertThat(sorted("select 'PAYMENT', order_number, qfpay_number, amount, currency from payment"
                        + " where state = 'PAID' union all"
                        + " select 'REFUND', refund_number, qfpay_number, amount, currency from refund"
                        + " where state = 'REFUNDED'"))
                .as("what is paid and refunded here, and what moved at QFPay")
                .containsExactlyElementsOf(moved);
        assertThat(sorted("select kind, order_number, qfpay_number, amount, currency from qfpay_transaction"))
                .as("the movements QFPay told of, and those it made")
                .containsExactlyElementsOf(moved);
    }

    private static String line(LedgerEntry entry) {
        return String.join(
                "|",
                entry.kind().name(),
                entry.orderNumber(),
                entry.syssn(),
                Long.toString(entry.amount()),
                entry.currency());
    }

    private static List<String> sorted(String sql) throws IOException, InterruptedException {
        return Probe.select(sql).stream().sorted().toList();
    }
}
