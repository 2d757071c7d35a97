package ee.qfpay.gateway;

import java.time.Duration;
import java.util.HashSet;
import java.util.Set;

/**
 * How many requests of one account are on their way at a time. Each holds a thread of the server until QFPay answers: without a bound
 * an account whose QFPay hangs would hold all of them, and other accounts, the console and the callback would wait behind it. As
 * many callers again may wait, for a place or for room in the limits; whoever comes then is turned away at once.
 *
 * <p>Who waits holds no place. Enquiries leave a fifth, of the places and of the waiting, to payments, refunds and cancellations;
 * of the waiting, these leave as much to payments.
 */
final class OnTheWire {
    /** Longer than anybody writes down what he is about to send. Whoever was lost before he sent it keeps no place for ever. */
    private static final Duration FORGOTTEN = Duration.ofMinutes(5);

    /** One place of so many is kept from enquiries; of fewer, one. */
    private static final int KEPT = 5;

    private final int most;
    private final Time time;
    private final Set<Place> places = new HashSet<>();
    private int waiting;

    /** Of one request, from when it is counted in the budget until its answer is there. */
    final class Place {
        private final Purpose purpose;
        private long takenNanos;
        private boolean sent;

        private Place(Purpose purpose) {
            this.purpose = purpose;
        }

        /** Takes it where one is free now. */
        boolean isTaken() {
            synchronized (OnTheWire.this) {
                return places.contains(this) || isFound();
            }
        }

        /** The request goes. */
        void leaves() {
            synchronized (OnTheWire.this) {
                sent = true;
                places.add(this);
            }
        }

        /** It is answered, or waits again, or was never sent. */
        void isFree() {
            synchronized (OnTheWire.this) {
                places.remove(this);
            }
        }

        private boolean isFound() {
            int open = purpose.leavesTheShare() ? most - kept() : most;
            if (places.size() >= open) {
                places.removeIf(Place::isForgotten);
            }
            if (places.size() >= open) {
                return false;
            }
            takenNanos = time.nanos();
            return places.add(this);
        }

        private boolean isForgotten() {
            return !sent && time.nanos() - takenNanos > FORGOTTEN.toNanos();
        }
    }

    OnTheWire(int most, Time time) {
        this.most = most;
        this.time = time;
    }

    /** One that is still to be taken. */
    Place place(Purpose purpose) {
        return new Place(purpose);
    }

    /**
     * Stands in line, where there are not too many on their way and in line already.
     *
     * @return whether to go on; who does leaves the line once his request is counted, or he is turned away
     */
    synchronized boolean mayWait(Purpose purpose) {
        boolean may = waiting + places.size() < longest(purpose);
        waiting += may ? 1 : 0;
        return may;
    }

    synchronized void waitsNoMore() {
        waiting--;
    }

    private int longest(Purpose purpose) {
        if (purpose == Purpose.PAYMENT) {
            return 2 * most;
        }
        return purpose.leavesTheShare() ? 2 * (most - kept()) : 2 * most - kept();
    }

    /** An account that may send one request at a time keeps none back. */
    private int kept() {
        return most == 1 ? 0 : Math.max(1, most / KEPT);
    }
}
