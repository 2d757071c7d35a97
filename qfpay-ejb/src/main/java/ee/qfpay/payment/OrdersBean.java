package ee.qfpay.payment;

import ee.qfpay.access.Role;
import ee.qfpay.api.UnknownOrder;
import ee.qfpay.ledger.Ledger;
import ee.qfpay.ledger.Movements;
import ee.qfpay.ledger.Subject;
import ee.qfpay.ledger.Texts;
import ee.qfpay.worklist.WorkItemView;
import ee.qfpay.worklist.WorkList;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ejb.EJB;
import jakarta.ejb.Stateless;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import jakarta.persistence.TypedQuery;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;

/** What the console reads of payments. Signed-in viewers only. */
@Stateless
@RolesAllowed(Role.VIEWER_NAME)
public class OrdersBean {

    /** A search is counted this far and no further: counting millions exactly would cost more than it tells. */
    public static final int COUNTED = 10_001;

    /** The most payments in one export. */
    public static final int LARGEST_EXPORT = COUNTED - 1;

    /** The most rows that an export reads in one go. */
    public static final int LARGEST_PART = 500;

    private static final int LARGEST_PAGE = 100;

    @PersistenceContext(unitName = "qfpay")
    EntityManager entities;

    @EJB
    Ledger ledger;

    @EJB
    Movements movements;

    @EJB
    WorkList workList;

    @Inject
    Serving serving;

    /**
     * A page of a search.
     *
     * @param first how many rows to pass over, 0 or more
     * @param size how many rows to give, 1 to 100
     */
    public List<OrderRow> search(OrderSearch search, int first, int size) {
        if (first < 0 || size < 1 || size > LARGEST_PAGE) {
            throw new IllegalArgumentException("A page begins at 0 or later and has 1 to " + LARGEST_PAGE
                    + " rows, not " + size + " from " + first);
        }
        return found("p", Payment.class, search)
                .setFirstResult(first)
                .setMaxResults(size)
                .getResultStream()
                .map(OrderRow::of)
                .toList();
    }

    /**
     * The keys of what a search finds now, in its sort, {@value #LARGEST_EXPORT} at most: what an export holds. Read once,
     * so that payments that move while its parts are written are neither in it twice nor missing.
     */
    public List<Long> exported(OrderSearch search) {
        return found("p.id", Long.class, search).setMaxResults(LARGEST_EXPORT).getResultList();
    }

    /**
     * A part of an export: each payment as it is known now.
     *
     * @param ids keys of payments, {@value #LARGEST_PART} at most
     * @return the payments in the order of their keys here
     */
    public List<OrderExport> export(List<Long> ids) {
        if (ids.size() > LARGEST_PART) {
            throw new IllegalArgumentException(
                    "A part of an export has " + LARGEST_PART + " rows at most, not " + ids.size());
        }
        if (ids.isEmpty()) {
            return List.of();
        }
        Map<Long, OrderExport> lines = entities.createQuery("select p from Payment p where p.id in :ids", Payment.class)
                .setParameter("ids", ids)
                .getResultStream()
                .collect(Collectors.toMap(Payment::id, OrderExport::of));
        return ids.stream().map(lines::get).filter(Objects::nonNull).toList();
    }

    private <T> TypedQuery<T> found(String what, Class<T> type, OrderSearch search) {
        Condition condition = Condition.of(search);
        TypedQuery<T> query = entities.createQuery(
                "select " + what + " from Payment p" + condition.where() + " order by "
                        + search.sort().clause(),
                type);
        condition.parameters().forEach(query::setParameter);
        return query;
    }

    /** How many payments a search finds, counted to {@value #COUNTED} at most. */
    public long count(OrderSearch search) {
        Condition condition = Condition.of(search);
        TypedQuery<Long> query = entities.createQuery(
                "select count(q.id) from (select p.id as id from Payment p" + condition.where()
                        + " order by p.id limit " + COUNTED + ") q",
                Long.class);
        condition.parameters().forEach(query::setParameter);
        return query.getSingleResult();
    }

    /**
     * All there is to show of one order.
     *
     * @throws UnknownOrder no payment has this number
     */
    public OrderDetail order(String orderNumber) {
        Payment payment = entities.createQuery(
                        "select p from Payment p where p.orderNumber = :number order by p.id", Payment.class)
                .setParameter("number", Texts.storable(orderNumber))
                .getResultStream()
                .min((a, b) -> Boolean.compare(isOurs(b), isOurs(a)))
                .orElseThrow(
                        () -> new UnknownOrder("No payment has the order number " + Violations.sought(orderNumber)));
        List<WorkItemView> open = workList.openFor(
                payment.orderNumber(),
                payment.owner().account(),
                payment.owner().environment());
        return OrderDetail.of(
                payment,
                ledger.historyOf(Subject.PAYMENT, payment.id()),
                movements.foreignOf(payment.id(), payment.amount().currency()),
                open);
    }

    /** Numbers are unique for a merchant; of two merchants with the same number the one served here comes first. */
    private boolean isOurs(Payment payment) {
        return serving.merchants().contains(payment.owner().merchant());
    }

    /** The narrowing part of a query. */
    private record Condition(String where, Map<String, Object> parameters) {

        static Condition of(OrderSearch search) {
            List<String> parts = new ArrayList<>();
            Map<String, Object> parameters = new HashMap<>();
            if (search.number() != null) {
                parts.add("(p.orderNumber like :start escape '!' or p.qfpayNumber = :number)");
                parameters.put("start", startOf(search.number()));
                parameters.put("number", search.number());
            }
            add(parts, parameters, "p.state = :state", "state", search.state());
            add(parts, parameters, "p.payType = :payType", "payType", search.payType());
            add(parts, parameters, "p.account = :account", "account", search.account());
            add(parts, parameters, "p.amount >= :least", "least", search.leastMinor());
            add(parts, parameters, "p.amount <= :most", "most", search.mostMinor());
            add(parts, parameters, "p.currency = :currency", "currency", search.currency());
            add(parts, parameters, "p.recordedAt >= :from", "from", search.from());
            add(parts, parameters, "p.recordedAt < :until", "until", search.until());
            String where = parts.isEmpty() ? "" : " where " + String.join(" and ", parts);
            return new Condition(where, parameters);
        }

        private static void add(
                List<String> parts, Map<String, Object> parameters, String part, String name, Object value) {
            if (value != null) {
                parts.add(part);
                parameters.put(name, value);
            }
        }

        private static String startOf(String text) {
            return text.replace("!", "!!").replace("%", "!%").replace("_", "!_") + "%";
        }
    }
}
