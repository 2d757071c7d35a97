package ee.qfpay.reconciliation;

import ee.qfpay.ledger.Subject;
import ee.qfpay.payment.PaymentState;
import ee.qfpay.refund.RefundState;
import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import jakarta.persistence.TypedQuery;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Stream;

/** What our books have of a day, and what they have of the numbers that QFPay names. */
@Stateless
@TransactionAttribute(TransactionAttributeType.SUPPORTS)
public class OwnRows {

    /** How long after QFPay booked it an order may have been paid, at most: QFPay's checkout page stays open for hours. */
    private static final Duration LONGEST_OPEN = Duration.ofDays(1);

    private static final int AT_ONCE = 500;

    private static final String PAYMENT =
            "select p.id, p.orderNumber, p.orderNumber, p.qfpayNumber, p.amount, p.currency, p.payType, p.state, p.settledAt,"
                    + " p.paidAt";
    private static final String REFUND =
            "select r.id, r.refundNumber, p.orderNumber, r.qfpayNumber, r.amount, r.currency, p.payType, r.state,"
                    + " r.settledAt, r.refundedAt";

    private static final String PAYMENT_BOOKED = PAYMENT
            + " from QfpayTransaction t join Payment p on p.id = t.paymentId and p.qfpayNumber = t.qfpayNumber"
            + " where t.merchant = :merchant and t.bookedAt >= :from and t.bookedAt < :until and t.kind = :kind"
            + " and p.state = :moved";
    private static final String PAYMENT_NOT_BOOKED = PAYMENT
            + " from Payment p where p.merchant = :merchant and p.paidAt >= :from and p.paidAt < :until and p.state = :moved"
            + " and not exists (select t.id from QfpayTransaction t where t.merchant = p.merchant"
            + " and t.qfpayNumber = p.qfpayNumber and t.bookedAt is not null)";
    private static final String REFUND_BOOKED = REFUND
            + " from QfpayTransaction t join Refund r on r.id = t.refundId join Payment p on p.id = r.paymentId"
            + " where t.merchant = :merchant and t.bookedAt >= :from and t.bookedAt < :until and t.kind = :kind"
            + " and r.state = :moved";
    private static final String REFUND_NOT_BOOKED = REFUND
            + " from Refund r join Payment p on p.id = r.paymentId"
            + " where r.merchant = :merchant and r.refundedAt >= :from and r.refundedAt < :until and r.state = :moved"
            + " and not exists (select t.id from QfpayTransaction t where t.refundId = r.id and t.bookedAt is not null)";

    @PersistenceContext(unitName = "qfpay")
    EntityManager entities;

    /**
     * What moved here on a day, by the time that QFPay booked it.
     *
     * @param until the first moment that no longer counts, at most the end of the day
     */
    public List<Own> of(String merchant, FinanceDay day, Instant until) {
        Map<String, Own> found = new LinkedHashMap<>();
        Consumer<Own> keep = own -> found.putIfAbsent(own.key(), own);
        booked(PAYMENT_BOOKED, Subject.PAYMENT, PaymentState.PAID, merchant, day, until)
                .forEach(keep);
        unbooked(PAYMENT_NOT_BOOKED, Subject.PAYMENT, PaymentState.PAID, merchant, day, until)
                .forEach(keep);
        booked(REFUND_BOOKED, Subject.REFUND, RefundState.REFUNDED, merchant, day, until)
                .forEach(keep);
        unbooked(REFUND_NOT_BOOKED, Subject.REFUND, RefundState.REFUNDED, merchant, day, until)
                .forEach(keep);
        return List.copyOf(found.values());
    }

    private Stream<Own> booked(
            String query, Subject subject, Object moved, String merchant, FinanceDay day, Instant until) {
        return entities.createQuery(query, Object[].class)
                .setParameter("merchant", merchant)
                .setParameter("from", day.first())
                .setParameter("until", until)
                .setParameter("kind", subject)
                .setParameter("moved", moved)
                .getResultStream()
                .map(columns -> own(subject, columns));
    }

    /** QFPay never said when it booked these: their numbers say, else when the money moved. */
    private Stream<Own> unbooked(
            String query, Subject subject, Object moved, String merchant, FinanceDay day, Instant until) {
        Instant last = day.next().first().plus(LONGEST_OPEN);
        return entities.createQuery(query, Object[].class)
                .setParameter("merchant", merchant)
                .setParameter("from", day.first())
                .setParameter("until", until.isBefore(day.last()) ? until : last)
                .setParameter("moved", moved)
                .getResultStream()
                .filter(columns ->
                        FinanceDay.of((String) columns[3], (Instant) columns[9]).equals(day))
                .map(columns -> own(subject, columns));
    }

    /** The payments and refunds that bear these numbers of orders and refunds, or these of QFPay's, whatever their state. */
    public List<Own> meant(String merchant, Collection<Listed> rows) {
        Map<String, Own> found = new LinkedHashMap<>();
        for (List<Listed> part : parts(List.copyOf(rows))) {
            List<String> numbers = part.stream()
                    .map(Listed::number)
                    .filter(number -> number != null)
                    .toList();
            List<String> qfpays = part.stream()
                    .map(Listed::qfpayNumber)
                    .filter(number -> number != null)
                    .toList();
            named(
                            PAYMENT + " from Payment p where p.merchant = :merchant and p.orderNumber in :numbers",
                            merchant,
                            numbers)
                    .map(columns -> own(Subject.PAYMENT, columns))
                    .forEach(own -> found.putIfAbsent(own.key(), own));
            named(
                            PAYMENT + " from Payment p where p.merchant = :merchant and p.qfpayNumber in :numbers",
                            merchant,
                            qfpays)
                    .map(columns -> own(Subject.PAYMENT, columns))
                    .forEach(own -> found.putIfAbsent(own.key(), own));
            named(
                            REFUND + " from Refund r join Payment p on p.id = r.paymentId"
                                    + " where r.merchant = :merchant and r.refundNumber in :numbers",
                            merchant,
                            numbers)
                    .map(columns -> own(Subject.REFUND, columns))
                    .forEach(own -> found.putIfAbsent(own.key(), own));
            named(
                            REFUND + " from QfpayTransaction t join Refund r on r.id = t.refundId"
                                    + " join Payment p on p.id = r.paymentId"
                                    + " where t.merchant = :merchant and t.qfpayNumber in :numbers",
                            merchant,
                            qfpays)
                    .map(columns -> own(Subject.REFUND, columns))
                    .forEach(own -> found.putIfAbsent(own.key(), own));
        }
        return List.copyOf(found.values());
    }

    /** Of these numbers of QFPay's payments those of which it ever told a refund. */
    public Set<String> refunded(String merchant, Collection<Listed> payments) {
        Set<String> found = new HashSet<>();
        List<String> numbers = payments.stream()
                .filter(Listed::takenBack)
                .map(Listed::qfpayNumber)
                .toList();
        for (int first = 0; first < numbers.size(); first += AT_ONCE) {
            found.addAll(entities.createQuery(
                            "select t.originalNumber from QfpayTransaction t where t.merchant = :merchant"
                                    + " and t.kind = :kind and t.presumed = false and t.originalNumber in :numbers",
                            String.class)
                    .setParameter("merchant", merchant)
                    .setParameter("kind", Subject.REFUND)
                    .setParameter("numbers", numbers.subList(first, Math.min(first + AT_ONCE, numbers.size())))
                    .getResultList());
        }
        return found;
    }

    private Stream<Object[]> named(String query, String merchant, List<String> numbers) {
        if (numbers.isEmpty()) {
            return Stream.empty();
        }
        TypedQuery<Object[]> asked = entities.createQuery(query, Object[].class)
                .setParameter("merchant", merchant)
                .setParameter("numbers", numbers);
        return asked.getResultStream();
    }

    private static List<List<Listed>> parts(List<Listed> all) {
        return Stream.iterate(0, first -> first < all.size(), first -> first + AT_ONCE)
                .map(first -> all.subList(first, Math.min(first + AT_ONCE, all.size())))
                .toList();
    }

    private static Own own(Subject subject, Object[] columns) {
        String state = String.valueOf(columns[7]);
        boolean moved =
                subject == Subject.PAYMENT ? columns[7] == PaymentState.PAID : columns[7] == RefundState.REFUNDED;
        return new Own(
                subject,
                (Long) columns[0],
                (String) columns[1],
                (String) columns[2],
                (String) columns[3],
                (Long) columns[4],
                (String) columns[5],
                (String) columns[6],
                state,
                moved,
                (Instant) columns[8]);
    }
}
