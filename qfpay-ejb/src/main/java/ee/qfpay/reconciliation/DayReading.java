package ee.qfpay.reconciliation;

import ee.qfpay.account.Account;
import ee.qfpay.account.Accounts;
import ee.qfpay.gateway.Gateway;
import ee.qfpay.gateway.Outcome;
import ee.qfpay.gateway.Permit;
import ee.qfpay.gateway.Purpose;
import ee.qfpay.gateway.Reply;
import ee.qfpay.gateway.Transaction;
import ee.qfpay.gateway.WindowCommand;
import ee.qfpay.payment.Serving;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Reads a part of QFPay's list to its end, page by page, or not at all. It waits for room in the rate limits for each page,
 * while the run is leased: a day of more pages than the limits leave at once would otherwise never be read. It holds no
 * transaction meanwhile.
 *
 * <p>Pages are cut anew with each request, so between two of them a row may slip. What slips out of one page shows up twice
 * in others, because the number of rows is what it is: where a row comes twice, the part counts as not read.
 */
@ApplicationScoped
public class DayReading {

    /** A part with more rows than fit these pages is read in shorter ones. */
    static final int MOST_PAGES = 20;

    private static final Duration A_TRY = Duration.ofSeconds(5);
    private static final Duration BETWEEN_TRIES = Duration.ofMillis(500);

    @Inject
    Gateway gateway;

    @Inject
    Accounts accounts;

    @Inject
    Serving serving;

    @Inject
    Clock clock;

    private volatile boolean stopping;

    /** Ends the waiting for room, and all reading, because the server stops. */
    public void stop() {
        stopping = true;
    }

    /** Whether nothing is read any more. */
    public boolean isStopping() {
        return stopping;
    }

    /** How the reading of a part ended. */
    public enum Ending {
        WHOLE,
        /** More pages than are read at once, or a row twice. */
        TOO_MUCH,
        /** No room in the rate limits in time. */
        NO_ROOM,
        /** Nothing is sent for the account now: QFPay does not answer, or asked for a pause. */
        HELD_BACK,
        /** The server stops. */
        STOPPED,
        /** QFPay did not give it. */
        NOT_ANSWERED
    }

    /**
     * A part as it was read.
     *
     * @param rows payments and refunds of this merchant; only of a whole part
     * @param pages how many requests it took
     */
    public record Part(Ending ending, List<Transaction> rows, int pages) {}

    /**
     * Reads a part. One of a single second cannot be read in shorter ones: a row that comes twice is taken once then.
     *
     * @param until its last second
     * @param leaseEnd up to when it waits for room
     */
    public Part read(Account account, Instant from, Instant until, Instant leaseEnd) {
        List<Transaction> rows = new ArrayList<>();
        Set<String> numbers = new HashSet<>();
        for (int page = 1; page <= MOST_PAGES; page++) {
            Optional<Permit> permit = room(account, leaseEnd);
            if (permit.isEmpty()) {
                return new Part(withoutRoom(account), List.of(), page - 1);
            }
            Reply reply = gateway.list(permit.get(), new WindowCommand(from, until, page));
            if (reply.outcome() != Outcome.DONE) {
                return new Part(Ending.NOT_ANSWERED, List.of(), page);
            }
            if (page > 1 && until.isAfter(from) && isAnyAmong(numbers, reply.transactions())) {
                return new Part(Ending.TOO_MUCH, List.of(), page);
            }
            reply.transactions().forEach(row -> numbers.add(row.qfpayNumber()));
            rows.addAll(own(account, reply.transactions()));
            if (reply.transactions().size() < WindowCommand.PAGE_SIZE) {
                return new Part(Ending.WHOLE, rows, page);
            }
        }
        return new Part(Ending.TOO_MUCH, List.of(), MOST_PAGES);
    }

    /** Why there was no room in time. */
    Ending withoutRoom(Account account) {
        if (stopping) {
            return Ending.STOPPED;
        }
        return gateway.isHeldBack(account) ? Ending.HELD_BACK : Ending.NO_ROOM;
    }

    /** Waits for room for one request up to this moment, unless the server stops or nothing is sent for the account. */
    Optional<Permit> room(Account account, Instant leaseEnd) {
        Optional<Permit> permit = Optional.empty();
        while (permit.isEmpty() && mayWait(account, leaseEnd)) {
            permit = gateway.permit(account, Purpose.POLL, A_TRY);
            if (permit.isEmpty()) {
                serving.pause(BETWEEN_TRIES);
            }
        }
        return permit;
    }

    /**
     * While nothing is sent for an account none is to be had by waiting. When that time is over whoever asks first finds out
     * whether QFPay answers again.
     */
    private boolean mayWait(Account account, Instant leaseEnd) {
        return !stopping && clock.instant().isBefore(leaseEnd) && !gateway.isHeldBack(account);
    }

    private static boolean isAnyAmong(Set<String> numbers, List<Transaction> rows) {
        return rows.stream().anyMatch(row -> row.qfpayNumber() != null && numbers.contains(row.qfpayNumber()));
    }

    private List<Transaction> own(Account account, List<Transaction> rows) {
        return rows.stream()
                .filter(row -> row.kind() != Transaction.Kind.OTHER)
                .filter(row -> !accounts.isOfAnother(account, row.mchid()))
                .toList();
    }
}
