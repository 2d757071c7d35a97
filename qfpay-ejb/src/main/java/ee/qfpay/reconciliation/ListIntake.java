package ee.qfpay.reconciliation;

import ee.qfpay.account.Account;
import ee.qfpay.gateway.Transaction;
import ee.qfpay.ledger.Movements;
import ee.qfpay.ledger.Owner;
import ee.qfpay.ledger.Source;
import ee.qfpay.refund.Arrivals;
import ee.qfpay.refund.Arrivals.Belonging;
import jakarta.ejb.EJB;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Takes rows of QFPay's list through the one door. */
@ApplicationScoped
class ListIntake {

    private static final Logger LOG = Logger.getLogger(ListIntake.class.getName());

    private static final int BOOKED_AT_ONCE = 100;

    @EJB
    Movements movements;

    @EJB
    Arrivals arrivals;

    /**
     * Takes what is new, and notes when QFPay booked it.
     *
     * @return those rows of which it is open whether they are ours
     */
    Set<Transaction> take(Account account, List<Transaction> rows) {
        Owner owner = Owner.of(account);
        Set<Transaction> undecided = inTurn(owner, rows)
                .filter(row -> take(account, row) == Belonging.UNDECIDED)
                .collect(Collectors.toSet());
        noteBookings(owner, rows);
        return undecided;
    }

    /** The successes: a refund needs its payment known, and explains the mark on a payment that is known. */
    private Stream<Transaction> inTurn(Owner owner, List<Transaction> rows) {
        Map<Integer, List<Transaction>> turns = rows.stream()
                .filter(row -> row.state() == Transaction.State.SUCCEEDED)
                .collect(Collectors.groupingBy(row -> turn(owner, row), TreeMap::new, Collectors.toList()));
        return turns.values().stream().flatMap(List::stream);
    }

    private int turn(Owner owner, Transaction row) {
        if (row.kind() == Transaction.Kind.REFUND) {
            return 1;
        }
        return movements.isKept(owner, row) ? 2 : 0;
    }

    /** Through the one door, as the hourly reading has it. What cannot be taken shows in the comparison. */
    private Belonging take(Account account, Transaction row) {
        try {
            return movements.isKnown(Owner.of(account), row)
                    ? Belonging.KNOWN
                    : arrivals.take(account, row, Source.WINDOW);
        } catch (RuntimeException e) {
            LOG.log(
                    Level.WARNING,
                    e,
                    () -> "Could not take " + row.qfpayNumber() + " of QFPay's list for account " + account.name());
            return Belonging.UNKNOWN;
        }
    }

    /** In short transactions, each by the order of the numbers: two of them never wait for each other. */
    void noteBookings(Owner owner, List<Transaction> rows) {
        List<Transaction> done = rows.stream()
                .filter(row -> row.qfpayNumber() != null && row.state() == Transaction.State.SUCCEEDED)
                .sorted(Comparator.comparing(Transaction::qfpayNumber))
                .toList();
        for (int first = 0; first < done.size(); first += BOOKED_AT_ONCE) {
            movements.booked(owner, done.subList(first, Math.min(first + BOOKED_AT_ONCE, done.size())));
        }
    }
}
