package ee.qfpay.worklist;

import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import java.time.Clock;
import java.util.List;
import java.util.logging.Logger;

/** Opens work items, and tells which are open. */
@Stateless
public class WorkList {

    private static final Logger LOG = Logger.getLogger(WorkList.class.getName());
    private static final int DETAIL_LENGTH = 500;

    @PersistenceContext(unitName = "qfpay")
    EntityManager entities;

    @Inject
    Clock clock;

    /**
     * Opens an item, in the caller's transaction, unless one with the same cause and key is open.
     *
     * @param key what the item is about, such as a number with the fingerprint of its merchant; up to 160 characters
     */
    @TransactionAttribute(TransactionAttributeType.MANDATORY)
    public void open(Cause cause, String key, String account, String environment, String orderNumber, String detail) {
        String openKey = cause + " " + key;
        if (isOpen(openKey)) {
            return;
        }
        String shortened = detail.length() <= DETAIL_LENGTH ? detail : detail.substring(0, DETAIL_LENGTH);
        entities.persist(new WorkItem(cause, openKey, account, environment, orderNumber, shortened, clock.instant()));
        LOG.info(() -> "Work item " + cause + " opened for order " + orderNumber + " of account " + account);
    }

    /** The open items of an order, oldest first. */
    public List<WorkItemView> openFor(String orderNumber) {
        return entities.createQuery(
                        "select w from WorkItem w where w.orderNumber = :number and w.closedAt is null order by w.id",
                        WorkItem.class)
                .setParameter("number", orderNumber)
                .getResultStream()
                .map(WorkItem::view)
                .toList();
    }

    private boolean isOpen(String openKey) {
        return !entities.createQuery("select w.id from WorkItem w where w.openKey = :key", Long.class)
                .setParameter("key", openKey)
                .getResultList()
                .isEmpty();
    }
}
