package ee.qfpay.polling;

import ee.qfpay.account.Account;
import ee.qfpay.gateway.Transaction;
import ee.qfpay.gateway.Transaction.Kind;
import ee.qfpay.gateway.Transaction.State;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.function.Predicate;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * One reading of an account's list at QFPay, and how far the list counts as read by it: not beyond what may still become
 * money, nor beyond what could not be taken or is not decided. Those are read again and again until they are a day old.
 */
final class ListReading {

    private static final Logger LOG = Logger.getLogger(ListReading.class.getName());

    private static final Duration LONGEST_WAIT = Duration.ofHours(24);

    private final Account account;
    private final Instant now;
    private final Instant leaseEnd;
    private Instant oldestLeft = Instant.MAX;

    /**
     * @param now up to where the list is read
     * @param leaseEnd when another node may begin
     */
    ListReading(Account account, Instant now, Instant leaseEnd) {
        this.account = account;
        this.now = now;
        this.leaseEnd = leaseEnd;
    }

    Account account() {
        return account;
    }

    Instant leaseEnd() {
        return leaseEnd;
    }

    /**
     * Hands on the rows of a page whose money moved. A row that cannot be taken does not keep the others from it.
     *
     * @param from where the part of the list begins that the page is of
     * @param arrival takes a row; false where it has to be told again later
     */
    void take(List<Transaction> rows, Instant from, Predicate<Transaction> arrival) {
        for (Transaction row : rows) {
            if (row.state() == State.SUCCEEDED) {
                takeOne(row, from, arrival);
            } else if (mayBecomeMoney(row)) {
                leave(row, from);
            }
        }
    }

    /** Up to where the list counts as read, of what was read up to this instant. */
    Instant covered(Instant until) {
        Instant dayAgo = now.minus(LONGEST_WAIT);
        Instant left = oldestLeft.isBefore(dayAgo) ? dayAgo : oldestLeft;
        return left.isBefore(until) ? left : until;
    }

    private void takeOne(Transaction row, Instant from, Predicate<Transaction> arrival) {
        try {
            if (!arrival.test(row)) {
                leave(row, from);
            }
        } catch (RuntimeException e) {
            LOG.log(
                    Level.WARNING,
                    e,
                    () -> "Could not take " + row.qfpayNumber() + " of QFPay's list for account " + account.name()
                            + "; it is tried again with each reading until it is a day old");
            leave(row, from);
        }
    }

    private static boolean mayBecomeMoney(Transaction row) {
        boolean isOpen = row.state() == State.IN_PROGRESS || row.state() == State.UNCERTAIN;
        return isOpen && row.kind() != Kind.OTHER;
    }

    private void leave(Transaction row, Instant from) {
        Instant booked = row.systemTime() == null ? from : row.systemTime();
        oldestLeft = booked.isBefore(oldestLeft) ? booked : oldestLeft;
    }
}
