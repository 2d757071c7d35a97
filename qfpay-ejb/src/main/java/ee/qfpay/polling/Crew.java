package ee.qfpay.polling;

import ee.qfpay.trace.Trace;
import java.time.Duration;
import java.util.List;

/** Who does the asking of a round, and how patiently. Public because the view of a bean has it in its signature. */
public interface Crew {

    /** The calling thread alone, which does not wait for room in the rate limit. */
    Crew ALONE = new Crew() {
        @Override
        public void doAll(List<Runnable> asks) {
            asks.forEach(Trace::run);
        }

        @Override
        public Duration patience() {
            return Duration.ZERO;
        }

        @Override
        public boolean isStopping() {
            return false;
        }
    };

    /** Does all of it, some at a time, and returns when all is done. */
    void doAll(List<Runnable> asks);

    /** How long one request waits for room in the rate limit. */
    Duration patience();

    /** Whether the server stops: nothing more is begun. */
    boolean isStopping();
}
