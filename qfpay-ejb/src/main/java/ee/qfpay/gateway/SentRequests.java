package ee.qfpay.gateway;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.UnaryOperator;

/**
 * Keeps the {@link SendLog} of every merchant. The connector keeps it in its database, where a node that dies leaves it behind
 * and every other node finds it.
 */
public interface SentRequests {

    /**
     * Changes the log of a merchant while nobody else can, and has kept the outcome when it returns.
     *
     * @param merchant {@link ee.qfpay.account.Account#merchant()}
     */
    void change(String merchant, UnaryOperator<SendLog> change);

    /** The log as it stands. */
    SendLog of(String merchant);

    /** The book of a connector that has no database: it ends with the process. */
    final class InMemory implements SentRequests {
        private final Map<String, SendLog> logs = new ConcurrentHashMap<>();

        @Override
        public void change(String merchant, UnaryOperator<SendLog> change) {
            logs.compute(merchant, (key, log) -> change.apply(log == null ? SendLog.empty() : log));
        }

        @Override
        public SendLog of(String merchant) {
            return logs.getOrDefault(merchant, SendLog.empty());
        }
    }
}
