package ee.qfpay.ledger;

import ee.qfpay.gateway.SendLog;
import ee.qfpay.gateway.SentRequests;
import jakarta.ejb.EJB;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.function.UnaryOperator;

/** Counts requests in the database: what is counted there outlives this process, and all nodes count together. */
@ApplicationScoped
public class RequestLogs implements SentRequests {

    @EJB
    RequestLogBook book;

    @Override
    public void change(String merchant, UnaryOperator<SendLog> change) {
        if (!book.change(merchant, change)) {
            book.begin(merchant);
            book.change(merchant, change);
        }
    }

    @Override
    public SendLog of(String merchant) {
        return book.find(merchant).orElseGet(SendLog::empty);
    }
}
