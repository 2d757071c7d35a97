package ee.qfpay.payment;

import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** What is known of many payments at once, to tell which of them QFPay's answer is news for: most of the time, none. */
@Stateless
@TransactionAttribute(TransactionAttributeType.SUPPORTS)
public class OpenPayments {

    /** So many keys in one statement. */
    private static final int MOST_KEYS = 500;

    @PersistenceContext(unitName = "qfpay")
    EntityManager entities;

    /** The payments of these keys. */
    public Map<Long, OpenPayment> of(Collection<Long> ids) {
        List<Long> keys = new ArrayList<>(ids);
        Map<Long, OpenPayment> found = new HashMap<>();
        for (int first = 0; first < keys.size(); first += MOST_KEYS) {
            entities.createQuery(
                            "select new ee.qfpay.payment.OpenPayment(p.id, p.orderNumber, p.state, p.disputed,"
                                    + " p.qfpayNumber, p.responseCode, p.presentment, p.expiresAt) from Payment p where p.id in :ids",
                            OpenPayment.class)
                    .setParameter("ids", keys.subList(first, Math.min(keys.size(), first + MOST_KEYS)))
                    .getResultList()
                    .forEach(payment -> found.put(payment.id(), payment));
        }
        return found;
    }

    /** How many of a merchant's payments were recorded in this time; counts no further than to a bound. */
    public int count(String merchant, Instant from, Instant until, int bound) {
        Object counted = entities.createNativeQuery(
                        "select count(*) from (select 1 from payment where merchant = :merchant"
                                + " and recorded_at between :from and :until limit :bound) bounded")
                .setParameter("merchant", merchant)
                .setParameter("from", from)
                .setParameter("until", until)
                .setParameter("bound", bound)
                .getSingleResult();
        return ((Number) counted).intValue();
    }
}
