package ee.qfpay.gateway;

import java.time.Duration;
import java.util.HashSet;
import java.util.Optional;
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
    private final Set<Place> taken = new HashSet<>();
    private final Set<Place> line = new HashSet<>();

    /** Of one request, from when its caller comes until its answer is there: in line first, and on the wire once it is counted. */
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
                return taken.contains(this) || isFound();
            }
        }

        /** Back into the line: who waits holds no place. */
        void waits() {
            synchronized (OnTheWire.this) {
                taken.remove(this);
                line.add(this);
            }
        }

        /** The request goes. */
        void leaves() {
            synchronized (OnTheWire.this) {
                sent = true;
                taken.add(this);
            }
        }

        /** It is answered, or will not be sent. */
        void isFree() {
            synchronized (OnTheWire.this) {
                taken.remove(this);
                line.remove(this);
            }
        }

        private boolean isFound() {
            int open = purpose.leavesTheShare() ? most - kept() : most;
            if (taken.size() >= open) {
                taken.removeIf(Place::isForgotten);
            }
            if (taken.size() >= open) {
                return false;
            }
            takenNanos = time.nanos();
            line.remove(this);
            return taken.add(this);
        }

        private boolean isForgotten() {
            return !sent && time.nanos() - takenNanos > FORGOTTEN.toNanos();
        }
    }

    OnTheWire(int most, Time time) {
        this.most = most;
        this.time = time;
    }

    /**
     * Stands in line for one.
     *
     * @return empty where too many are on their way and in line already; who gets one frees it in the end, whether he sends or not
     */
    synchronized Optional<Place> place(Purpose purpose) {
        if (line.size() + taken.size() >= longest(purpose)) {
            return Optional.empty();
        }
        Place place = new Place(purpose);
        line.add(place);
        return Optional.of(place);
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
