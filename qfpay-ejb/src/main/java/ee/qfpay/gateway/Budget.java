package ee.qfpay.gateway;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * One merchant's share of QFPay's patience. Every grant is in the {@link SentRequests} before it is given, so that neither a
 * restart nor another node grants the same minute twice.
 */
final class Budget {
    /** Who is not the first in the queue looks again after so long. */
    private static final Duration TURN = Duration.ofMillis(20);

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
     * Takes one request, waiting at most this long for room and for those who are more urgent or came earlier.
     *
     * @return when it was counted; empty, at once, when there will be no room in that time
     */
    Optional<Instant> take(Purpose purpose, Duration longest) {
        Turnstile.Ticket ticket = turnstile.enter(purpose);
        try {
            return taken(ticket, longest);
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

    /** Whether a grant still counts as sent in time, or a new one could be had in its place. */
    boolean freshOrRenewed(Purpose purpose, Instant counted, Duration longest) {
        return isFresh(counted) || take(purpose, longest).isPresent();
    }

    long available() {
        Instant now = time.now();
        return allowance.available(book.of(merchant).at(now), now);
    }

    private Optional<Instant> taken(Turnstile.Ticket ticket, Duration longest) throws InterruptedException {
        long deadline = time.nanos() + longest.toNanos();
        while (true) {
            Attempt attempt = new Attempt(ticket.purpose());
            if (turnstile.isFirst(ticket)) {
                book.change(merchant, attempt::of);
                if (attempt.wait.isZero()) {
                    return Optional.of(attempt.counted);
                }
            }
            Duration left = Duration.ofNanos(deadline - time.nanos());
            if (attempt.wait.compareTo(left) > 0) {
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

    private boolean isFresh(Instant counted) {
        return Duration.between(counted, time.now()).abs().compareTo(Allowance.FRESH) <= 0;
    }
}
