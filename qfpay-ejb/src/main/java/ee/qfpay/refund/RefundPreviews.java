package ee.qfpay.refund;

import ee.qfpay.access.Caller;
import ee.qfpay.account.Account;
import ee.qfpay.api.RefundPreview;
import ee.qfpay.halt.Halted;
import ee.qfpay.money.Money;
import ee.qfpay.payment.Payment;
import ee.qfpay.payment.PaymentState;
import ee.qfpay.payment.Serving;
import jakarta.ejb.EJB;
import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import java.time.Clock;
import java.time.Instant;
import java.util.OptionalLong;

/** Says what a refund would come to, by the rules that the refund itself obeys. Reads only. */
@Stateless
@TransactionAttribute(TransactionAttributeType.REQUIRES_NEW)
public class RefundPreviews {

    private static final String TAKINGS = "select coalesce(sum(p.amount), 0) from Payment p"
            + " where p.merchant = :merchant and p.currency = :currency and p.paidAt >= :from and p.paidAt <= :now";

    private static final String GIVEN_BACK = "select coalesce(sum(r.amount), 0) from Refund r"
            + " where r.merchant = :merchant and r.currency = :currency"
            + " and r.refundedAt >= :from and r.refundedAt <= :now";

    @PersistenceContext(unitName = "qfpay")
    EntityManager entities;

    @EJB
    RefundRows rows;

    @EJB
    DailyCaps caps;

    @Inject
    RefundRules rules;

    @Inject
    Serving serving;

    @Inject
    Clock clock;

    /**
     * What the rules say now.
     *
     * @param amountMinor how much, in the payment's minor unit; empty for all that is left
     * @param caller who would ask for it
     */
    public RefundPreview preview(long paymentId, OptionalLong amountMinor, Account account, Caller caller) {
        Instant now = clock.instant();
        Payment payment = entities.find(Payment.class, paymentId);
        RefundVerdict verdict =
                rules.judge(payment, rows.unsettled(paymentId).map(Refund::refundNumber), amountMinor, account, now);
        RefundPreview.Builder preview = RefundPreview.of(
                payment.orderNumber(),
                verdict.left().currency(),
                verdict.amount().minor(),
                verdict.left().minor());
        if (serving.isHalted(account, Halted.REFUNDS)) {
            preview.refused(
                    "REFUNDS_HALTED", "Refunds of account " + account.name() + " are stopped by an administrator");
        }
        verdict.objections()
                .forEach(objection -> preview.refused(objection.kind().name(), objection.text()));
        if (payment.state() == PaymentState.PAID) {
            caps.objections(payment, verdict.amount(), account, caller)
                    .forEach(objection -> preview.refused(objection.kind().name(), objection.text()));
        }
        verdict.paidOn().ifPresent(preview::paidOn);
        verdict.windowDays().ifPresent(preview::windowDays);
        verdict.deferral()
                .ifPresent(wait -> preview.deferred(wait.until(), wait.reason().name()));
        if (verdict.isAllowed()) {
            warn(payment, verdict, now, preview);
        }
        return preview.build();
    }

    /** QFPay pays refunds of what it took on the same day: where we know of less than that, it may refuse for a day. */
    private void warn(Payment payment, RefundVerdict verdict, Instant now, RefundPreview.Builder preview) {
        Instant sent = verdict.deferral().map(Deferral::until).orElse(now);
        Instant from = RefundTiming.startOfDay(sent);
        Money left = new Money(
                Math.max(0, sum(TAKINGS, payment, from, now) - sum(GIVEN_BACK, payment, from, now)),
                verdict.amount().currency());
        if (verdict.amount().isMoreThan(left)) {
            preview.warned(
                    "TAKINGS_MAY_BE_SHORT",
                    "QFPay pays refunds of the same day's unsettled takings, of which " + left
                            + " are known here: it may take this one only on another day");
        }
    }

    private long sum(String query, Payment payment, Instant from, Instant until) {
        return entities.createQuery(query, Long.class)
                .setParameter("merchant", payment.owner().merchant())
                .setParameter("currency", payment.amount().currency())
                .setParameter("from", from)
                .setParameter("now", until)
                .getSingleResult();
    }
}
