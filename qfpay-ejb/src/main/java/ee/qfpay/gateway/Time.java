package ee.qfpay.gateway;

import java.time.Duration;
import java.time.Instant;

/** The time that limits run on: the machine's, never that of a clock which is moved by hand or by an operator. */
interface Time {

    /** What other nodes and later processes can compare with theirs. */
    Instant now();

    /** For how long something took: never goes back. */
    long nanos();

    void sleep(Duration length) throws InterruptedException;

    /** The machine's. */
    final class OfTheMachine implements Time {
        @Override
        public Instant now() {
            return Instant.now();
        }

        @Override
        public long nanos() {
            return System.nanoTime();
        }

        @Override
        public void sleep(Duration length) throws InterruptedException {
            Thread.sleep(length.toMillis(), length.toNanosPart() % 1_000_000);
        }
    }
}
