package ee.qfpay.refund;

import ee.qfpay.access.Caller;
import ee.qfpay.account.Account;
import ee.qfpay.account.DailyCap;
import ee.qfpay.api.RefundRefused;
import ee.qfpay.ledger.NumberTaken;
import ee.qfpay.money.Money;
import ee.qfpay.payment.Payment;
import ee.qfpay.refund.RefundObjection.Kind;
import jakarta.ejb.EJB;
import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The most that may be asked back on one of QFPay's days, of an account and by one caller. Every refund counts on the day it
 * was asked for, unless it is certain that no money moves for it; what the connector gives back by itself counts too, and is
 * not refused.
 */
@Stateless
@TransactionAttribute(TransactionAttributeType.MANDATORY)
public class DailyCaps {

    private static final Set<RefundState> NO_MONEY =
            EnumSet.of(RefundState.FAILED, RefundState.WITHDRAWN, RefundState.REJECTED, RefundState.EXPIRED);

    private static final String ASKED = "select coalesce(sum(r.amount), 0) from Refund r where r.merchant = :merchant"
            + " and r.currency = :currency and r.recordedAt >= :from and r.state not in :noMoney";

    @PersistenceContext(unitName = "qfpay")
    EntityManager entities;

    @EJB
    RefundLanes lanes;

    @Inject
    Clock clock;

    /** Makes ready what {@link #hold} locks, before any transaction: once for each merchant that has a cap. */
    @TransactionAttribute(TransactionAttributeType.NOT_SUPPORTED)
    public void prepare(Account account) {
        String merchant = account.merchant();
        if (!account.refundCaps().isAny() || lanes.isThere(merchant)) {
            return;
        }
        try {
            lanes.make(merchant);
        } catch (NumberTaken madeByAnother) {
            return;
        }
    }

    /**
     * Keeps room for a refund that is about to be written down: until the transaction ends nobody else gets any.
     *
     * @throws RefundRefused there is not so much left today
     */
    public void hold(Payment payment, Money amount, Account account, Caller caller) {
        if (!account.refundCaps().isAny()) {
            return;
        }
        lanes.enter(account.merchant());
        List<RefundObjection> objections = objections(payment, amount, account, caller);
        if (!objections.isEmpty()) {
            throw new RefundRefused(
                    objections.stream().map(RefundObjection::text).collect(Collectors.joining("; ")),
                    objections.stream().map(one -> one.kind().name()).toList());
        }
    }

    /** What the caps say against a refund now, by what is written down. */
    public List<RefundObjection> objections(Payment payment, Money amount, Account account, Caller caller) {
        List<RefundObjection> objections = new ArrayList<>();
        if (caller.kind() == Caller.Kind.SYSTEM) {
            return objections;
        }
        DailyCap ofAccount = account.refundCaps().ofAccount();
        DailyCap ofCaller = account.refundCaps().ofCaller();
        check(ofAccount, payment, amount, null)
                .ifPresent(over -> objections.add(
                        new RefundObjection(Kind.DAILY_CAP_OF_ACCOUNT, "Refunds of account " + account.name() + over)));
        check(ofCaller, payment, amount, caller.name())
                .ifPresent(over -> objections.add(
                        new RefundObjection(Kind.DAILY_CAP_OF_CALLER, "Refunds asked for by " + caller.name() + over)));
        return objections;
    }

    private Optional<String> check(DailyCap cap, Payment payment, Money amount, String caller) {
        OptionalLong most = cap.of(amount.currency());
        if (most.isEmpty()) {
            return Optional.empty();
        }
        Money used = new Money(used(payment, amount.currency(), caller), amount.currency());
        Money capped = new Money(most.getAsLong(), amount.currency());
        return used.plus(amount).isMoreThan(capped)
                ? Optional.of(" are capped at " + capped + " on one day (UTC+8): " + used
                        + " are asked for already, and " + amount + " more is too much")
                : Optional.empty();
    }

    private long used(Payment payment, String currency, String caller) {
        Instant from = RefundTiming.startOfDay(clock.instant());
        var query = entities.createQuery(ASKED + (caller == null ? "" : " and r.caller = :caller"), Long.class)
                .setParameter("merchant", payment.owner().merchant())
                .setParameter("currency", currency)
                .setParameter("from", from)
                .setParameter("noMoney", NO_MONEY);
        return (caller == null ? query : query.setParameter("caller", caller)).getSingleResult();
    }
}
