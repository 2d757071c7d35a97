package ee.qfpay.ledger;

import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.LockModeType;
import jakarta.persistence.PersistenceContext;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * Hands each merchant's list of QFPay to one reader at a time, in short transactions of their own. A merchant's reading
 * begins when it is first handed out: what moved before is not ours to tell of.
 */
@Stateless
@TransactionAttribute(TransactionAttributeType.REQUIRES_NEW)
public class ListWindows {

    @PersistenceContext(unitName = "qfpay")
    EntityManager entities;

    @Inject
    Clock clock;

    /**
     * Leases a merchant's list if its time has come.
     *
     * @param overlap how far to read again what was read before
     * @return from where to read, or empty when it is not due or somebody else reads it
     */
    public Optional<Instant> lease(Owner owner, String holder, Duration lease, Duration overlap) {
        Instant now = clock.instant();
        ListWindow window = entities.find(ListWindow.class, owner.merchant(), LockModeType.PESSIMISTIC_WRITE);
        if (window == null) {
            window = new ListWindow(owner, now);
            entities.persist(window);
        }
        if (!window.isDue(now)) {
            return Optional.empty();
        }
        window.leaseTo(holder, now.plus(lease));
        return Optional.of(window.from(overlap));
    }

    /** Since when a merchant's list is read; empty before the first reading. */
    public Optional<Instant> begun(Owner owner) {
        return Optional.ofNullable(entities.find(ListWindow.class, owner.merchant()))
                .map(ListWindow::begunAt);
    }

    /** Notes how far the list was read. */
    public void covered(Owner owner, String holder, Instant until) {
        leased(owner, holder).ifPresent(window -> window.covered(until));
    }

    /** Gives the list back for a later reading. */
    public void again(Owner owner, String holder, Instant at) {
        leased(owner, holder).ifPresent(window -> window.again(at));
    }

    private Optional<ListWindow> leased(Owner owner, String holder) {
        return Optional.ofNullable(entities.find(ListWindow.class, owner.merchant(), LockModeType.PESSIMISTIC_WRITE))
                .filter(window -> window.isLeasedTo(holder));
    }
}
