package ee.qfpay.gateway;

import java.time.Duration;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;

/**
 * How many requests of one account are on their way at a time. Each holds a thread of the server until QFPay answers: without a bound
 * an account whose QFPay hangs would hold all of them, and other accounts, the console and the callback would wait behind it. As
 * many callers again may wait for a place; whoever comes then is turned away at once. Enquiries leave a fifth of the places to payments,
 * refunds and cancellations.
 */
final class OnTheWire {
    /** Who waits for a place looks again after so long. */
    private static final Duration LOOK = Duration.ofMillis(20);

    /** Longer than anybody writes down what he is about to send. Whoever was lost before he sent it keeps no place for ever. */
    private static final Duration FORGOTTEN = Duration.ofMinutes(5);

    /** One place of so many is kept from enquiries. */
    private static final int KEPT = 5;

    private final int most;
    private final Time time;
    private final Set<Place> places = new HashSet<>();
    private int waiting;

    /** Of one request, from before it is counted in the budget until its answer is there. */
    final class Place {
        private final long takenNanos = time.nanos();
        private boolean sent;

        private Place() {}

        /** The request goes. */
        void leaves() {
            synchronized (OnTheWire.this) {
                sent = true;
                places.add(this);
            }
        }

        /** It is answered, or was never sent. */
        void isFree() {
            synchronized (OnTheWire.this) {
                places.remove(this);
            }
        }

        private boolean isForgotten() {
            return !sent && time.nanos() - takenNanos > FORGOTTEN.toNanos();
        }
    }

    OnTheWire(int most, Time time) {
        this.most = most;
        this.time = time;
    }

    /** Takes a place, waiting at most this long for one. */
    Optional<Place> place(Purpose purpose, Duration longest) {
        Optional<Place> place = free(purpose);
        if (place.isPresent() || !mayWait()) {
            return place;
        }
        try {
            long deadline = time.nanos() + longest.toNanos();
            while (place.isEmpty() && time.nanos() - deadline < 0) {
                time.sleep(LOOK);
                place = free(purpose);
            }
            return place;
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
            return Optional.empty();
        } finally {
            waitsNoMore();
        }
    }

    private synchronized Optional<Place> free(Purpose purpose) {
        int open = purpose.leavesTheShare() ? most - most / KEPT : most;
        if (places.size() >= open) {
            places.removeIf(Place::isForgotten);
        }
        if (places.size() >= open) {
            return Optional.empty();
        }
        Place place = new Place();
        places.add(place);
        return Optional.of(place);
    }

    private synchronized boolean mayWait() {
        boolean may = waiting < most;
        waiting += may ? 1 : 0;
        return may;
    }

    private synchronized void waitsNoMore() {
        waiting--;
    }
}
