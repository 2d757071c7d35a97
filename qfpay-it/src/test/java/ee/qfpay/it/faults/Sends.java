package ee.qfpay.it.faults;

import ee.qfpay.it.PostgresServer;
import ee.qfpay.sandbox.LedgerEntry;
import ee.qfpay.sandbox.ReceivedRequest;
import ee.qfpay.sandbox.SandboxControl;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** What reached QFPay beside what the connector wrote down before it sent: one call is one request. Enquiries aside. */
final class Sends {

    private static final Map<String, String> KINDS = Map.of(
            "/trade/v1/payment", "PAY",
            "/trade/v1/refund", "REFUND",
            "/trade/v1/close", "CLOSE",
            "/trade/v1/reversal", "REVERSAL");

    private static final String SENT_AGAIN = """
            select a.number from attempt a where a.kind = 'PAY' and coalesce(a.outcome, '') not in ('NOT_SENT', 'BUSY')
            and exists (select 1 from attempt later where later.kind = 'PAY' and later.subject_id = a.subject_id
                and later.id > a.id)""";

    private final SandboxControl qfpay;
    private final PostgresServer database;
    private final Requests requests;
    private final Map<String, Integer> arrived = new HashMap<>();

    Sends(SandboxControl qfpay, PostgresServer database, Requests requests) {
        this.qfpay = qfpay;
        this.database = database;
        this.requests = requests;
    }

    /**
     * Sends that were more than one request on the wire, over all that ever reached QFPay, and orders that were sent again
     * though nobody could know that the first send had come to nothing.
     */
    Set<String> repeated() throws SQLException {
        countArrived();
        Map<String, Integer> written = written();
        Set<String> repeated = new TreeSet<>();
        arrived.forEach((send, times) -> {
            int sends = written.getOrDefault(send, 0);
            if (times > sends) {
                repeated.add(send + ": " + times + " requests of " + sends + " sends");
            }
        });
        database.select(SENT_AGAIN).forEach(number -> repeated.add("sent again in doubt: " + number));
        return repeated;
    }

    private void countArrived() {
        Map<String, String> numbers =
                qfpay.ledger().stream().collect(Collectors.toMap(LedgerEntry::syssn, LedgerEntry::orderNumber));
        requests.read().stream()
                .filter(request -> KINDS.containsKey(request.path()))
                .map(request -> KINDS.get(request.path()) + "|" + numberOf(request, numbers))
                .forEach(send -> arrived.merge(send, 1, Integer::sum));
    }

    /** A close names its order by QFPay's number where that is known. */
    private static String numberOf(ReceivedRequest request, Map<String, String> numbers) {
        return request.field("out_trade_no")
                .or(() -> request.field("syssn").map(numbers::get))
                .orElse("an order that QFPay does not know");
    }

    private Map<String, Integer> written() throws SQLException {
        Map<String, Integer> written = new HashMap<>();
        for (String row : database.select("select kind, number, count(*) from attempt group by kind, number")) {
            int end = row.lastIndexOf('|');
            written.put(row.substring(0, end), Integer.parseInt(row.substring(end + 1)));
        }
        return written;
    }
}
