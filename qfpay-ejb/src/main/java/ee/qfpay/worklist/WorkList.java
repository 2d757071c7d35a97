package ee.qfpay.worklist;

import ee.qfpay.access.Caller;
import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.LockModeType;
import jakarta.persistence.PersistenceContext;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.logging.Logger;

/**
 * The work list as the rest of the connector knows it: opens items, closes those that have become pointless, and tells
 * which are open. What people do with them is {@link WorkItemsBean}.
 */
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
        open(cause, new Matter(key, account, environment, orderNumber, null), detail);
    }

    /**
     * Opens an item, in the caller's transaction, unless one with the same cause and key is open.
     *
     * @param detail what was found, for people; empty where the cause says it all
     */
    @TransactionAttribute(TransactionAttributeType.MANDATORY)
    public void open(Cause cause, Matter matter, String detail) {
        if (isOpen(WorkItem.keyOf(cause, matter.key()))) {
            return;
        }
        String shortened = detail.length() <= DETAIL_LENGTH ? detail : detail.substring(0, DETAIL_LENGTH);
        entities.persist(new WorkItem(cause, matter, shortened, clock.instant()));
        LOG.info(() ->
                "Work item " + cause + " opened for order " + matter.orderNumber() + " of account " + matter.account());
    }

    /** Closes the item of this cause and key, in the caller's transaction, if it is open: there is no work any more. */
    @TransactionAttribute(TransactionAttributeType.MANDATORY)
    public void closeByItself(Cause cause, String key) {
        lockOpen(WorkItem.keyOf(cause, key)).ifPresent(item -> {
            item.close(Caller.SYSTEM.name(), Closing.BY_ITSELF, null, clock.instant());
            LOG.info(() -> item + " closed by itself");
        });
    }

    /**
     * Closes what waited for a payment or refund to be settled, in the caller's transaction: it is.
     *
     * @param key of the payment or refund
     */
    @TransactionAttribute(TransactionAttributeType.MANDATORY)
    public void settled(String key) {
        closeByItself(Cause.STILL_UNSETTLED, key);
        closeByItself(Cause.ACCOUNT_MISSING, key);
    }

    /** The open items of an order, oldest first. Another account may have an order of the same number. */
    public List<WorkItemView> openFor(String orderNumber, String account, String environment) {
        return entities.createQuery(
                        "select w from WorkItem w where w.orderNumber = :number and w.account = :account"
                                + " and w.environment = :environment and w.closedAt is null order by w.id",
                        WorkItem.class)
                .setParameter("number", orderNumber)
                .setParameter("account", account)
                .setParameter("environment", environment)
                .getResultStream()
                .map(WorkItem::view)
                .toList();
    }

    /**
     * Open items about payments, the oldest first.
     *
     * @param after only items opened after the one with this key; 0 for all
     */
    public List<PaymentItem> paymentsOf(Cause cause, long after, int atMost) {
        return entities.createQuery(
                        "select w from WorkItem w where w.cause = :cause and w.closedAt is null"
                                + " and w.paymentId is not null and w.id > :after order by w.id",
                        WorkItem.class)
                .setParameter("cause", cause)
                .setParameter("after", after)
                .setMaxResults(atMost)
                .getResultStream()
                .map(WorkItem::aboutPayment)
                .toList();
    }

    private boolean isOpen(String openKey) {
        return !entities.createQuery("select w.id from WorkItem w where w.openKey = :key", Long.class)
                .setParameter("key", openKey)
                .getResultList()
                .isEmpty();
    }

    private Optional<WorkItem> lockOpen(String openKey) {
        return entities.createQuery("select w from WorkItem w where w.openKey = :key", WorkItem.class)
                .setParameter("key", openKey)
                .setLockMode(LockModeType.PESSIMISTIC_WRITE)
                .getResultStream()
                .findFirst();
    }
}
