package ee.qfpay.gateway;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * One merchant's share of QFPay's patience. Every grant is in the {@link SentRequests} before it is given, so that neither a
 * restart nor another node grants the same minute twice.
 */
final class Budget {
    /** Who is not the first in the queue, or finds no place, looks again after so long. */
    private static final Duration TURN = Duration.ofMillis(20);

    /** Who is not the first waits so long for his turn, however little he waits for room: there may be some for both. */
    private static final Duration IN_LINE = Duration.ofMillis(250);

    private final String merchant;
    private final Allowance allowance;
    private final SentRequests book;
    private final Time time;
    private final Turnstile turnstile = new Turnstile();

    Budget(String merchant, Allowance allowance, SentRequests book, Time time) {
        this.merchant = merchant;
        this.allowance = allowance;
        this.book = book;
        this.time = time;
    }

    /**
     * Takes one request and its place, waiting at most this long for both and for those who are more urgent or came earlier.
     *
     * <p>Who is not first in line waits up to a quarter of a second for his turn, also where that is longer.
     *
     * @return when it was counted; empty, and the place is not taken, at once when there will be no room in that time
     */
    Optional<Instant> take(Purpose purpose, Duration longest, OnTheWire.Place place) {
        Turnstile.Ticket ticket = turnstile.enter(purpose);
        try {
            return taken(ticket, longest, place);
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
            return Optional.empty();
        } finally {
            turnstile.leave(ticket);
        }
    }

    /**
     * Takes an unsent request back. Only while it is fresh: what is older may be about to leave.
     */
    void giveBack(Instant counted) {
        if (isFresh(counted)) {
            book.change(merchant, log -> log.without(counted));
        }
    }

    long available() {
        Instant now = time.now();
        return allowance.available(book.of(merchant).at(now), now);
    }

    private Optional<Instant> taken(Turnstile.Ticket ticket, Duration longest, OnTheWire.Place place)
            throws InterruptedException {
        long began = time.nanos();
        while (true) {
            boolean isFirst = turnstile.isFirst(ticket);
            Attempt attempt = new Attempt(ticket.purpose());
            if (isFirst) {
                attempt.with(place);
            } else {
                place.waits();
            }
            if (attempt.wait.isZero()) {
                return Optional.of(attempt.counted);
            }
            Duration patience = isFirst || longest.compareTo(IN_LINE) > 0 ? longest : IN_LINE;
            if (attempt.wait.compareTo(patience.minusNanos(time.nanos() - began)) > 0) {
                return Optional.empty();
            }
            time.sleep(attempt.wait);
        }
    }

    /** What came of looking for room, while nobody else can take it. */
    private final class Attempt {
        private final Purpose purpose;
        private Duration wait = TURN;
        private Instant counted;

        private Attempt(Purpose purpose) {
            this.purpose = purpose;
        }

        /** Keeps the place only with a request that is counted: who waits for room holds none. */
        private void with(OnTheWire.Place place) {
            if (!place.isTaken()) {
                return;
            }
            boolean isCounted = false;
            try {
                book.change(merchant, this::of);
                isCounted = wait.isZero();
            } finally {
                if (!isCounted) {
                    place.waits();
                }
            }
        }

        private SendLog of(SendLog kept) {
            counted = time.now();
            SendLog log = kept.at(counted);
            wait = allowance.waitFor(purpose, log, counted);
            if (!wait.isZero()) {
                return kept.isAheadOf(counted) ? log : kept;
            }
            return log.with(counted);
        }
    }

    /** Whether a grant still counts as sent in time. */
    boolean isFresh(Instant counted) {
        return Duration.between(counted, time.now()).abs().compareTo(Allowance.FRESH) <= 0;
    }
}
