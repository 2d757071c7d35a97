package ee.qfpay.refund;

import ee.qfpay.access.Caller;
import ee.qfpay.access.Role;
import ee.qfpay.account.Account;
import ee.qfpay.api.Busy;
import ee.qfpay.api.DuplicateOrder;
import ee.qfpay.api.InvalidOrder;
import ee.qfpay.api.RefundDeferral;
import ee.qfpay.api.RefundOrder;
import ee.qfpay.api.RefundPreview;
import ee.qfpay.api.RefundReceipt;
import ee.qfpay.api.Refunds;
import ee.qfpay.api.UnknownOrder;
import ee.qfpay.api.Violation;
import ee.qfpay.gateway.EnquiryCommand;
import ee.qfpay.gateway.Gateway;
import ee.qfpay.gateway.Outcome;
import ee.qfpay.gateway.Permit;
import ee.qfpay.gateway.Purpose;
import ee.qfpay.gateway.RefundCommand;
import ee.qfpay.gateway.Reply;
import ee.qfpay.halt.Halted;
import ee.qfpay.ledger.Claim;
import ee.qfpay.ledger.NumberTaken;
import ee.qfpay.ledger.Source;
import ee.qfpay.ledger.Subject;
import ee.qfpay.payment.Boundary;
import ee.qfpay.payment.Numbers;
import ee.qfpay.payment.Payment;
import ee.qfpay.payment.PaymentBook;
import ee.qfpay.payment.Serving;
import ee.qfpay.payment.SharedCalls;
import ee.qfpay.payment.Violations;
import jakarta.annotation.Resource;
import jakarta.annotation.security.DeclareRoles;
import jakarta.annotation.security.PermitAll;
import jakarta.ejb.EJB;
import jakarta.ejb.LocalBean;
import jakarta.ejb.SessionContext;
import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The use cases on a refund. Every application of the server may call it; a console user must be a refunder, whatever
 * page the call came from.
 */
@Stateless
@LocalBean
@PermitAll
@DeclareRoles({Role.VIEWER_NAME, Role.REFUNDER_NAME, Role.ADMINISTRATOR_NAME})
@TransactionAttribute(TransactionAttributeType.NOT_SUPPORTED)
public class RefundsBean implements Refunds {

    private static final int REASON = 200;

    @Resource
    SessionContext context;

    @EJB
    RefundBook book;

    @EJB
    RefundPreviews previews;

    @EJB
    DailyCaps caps;

    @EJB
    PaymentBook payments;

    @Inject
    Serving serving;

    @Inject
    Gateway gateway;

    @Inject
    SharedCalls shared;

    @Inject
    Clock clock;

    @Override
    public RefundReceipt refund(RefundOrder order) {
        if (order == null) {
            throw new InvalidOrder(List.of(new Violation("refund", "null", "is given")));
        }
        return Boundary.guard("refund of " + order.orderNumber(), () -> {
            Caller.requireRole(context, Role.REFUNDER, "refund");
            check(order);
            Payment payment = order.account()
                    .map(account -> requirePayment(account, order.orderNumber()))
                    .orElseGet(() -> requirePayment(order.orderNumber()));
            RefundRequest request = new RefundRequest(
                    payment.id(),
                    order.refundNumber().orElseGet(() -> Numbers.forRefund(clock.instant())),
                    order.amountMinor(),
                    order.reason().orElse(null),
                    caller());
            return earlier(payment, request).orElseGet(() -> send(payment, request));
        });
    }

    /**
     * Gives back all that is left of a payment that is known by its key, for whoever asks within the connector. The same
     * rules and the same way as for {@link #refund}; not for other applications.
     *
     * @param caller who asks; a console user among them must be the one who is signed in
     */
    public RefundReceipt refundRest(long paymentId, String number, String reason, Caller caller) {
        return Boundary.guard("refund " + number, () -> {
            Caller.requireRole(context, Role.REFUNDER, "refund");
            RefundRequest request = new RefundRequest(paymentId, number, OptionalLong.empty(), reason, caller);
            Payment payment = payments.read(paymentId);
            return earlier(payment, request).orElseGet(() -> send(payment, request));
        });
    }

    @Override
    public RefundReceipt find(String refundNumber) {
        return Boundary.guard("find refund " + refundNumber, () -> receipt(requireRefund(refundNumber)));
    }

    @Override
    public RefundReceipt enquire(String refundNumber) {
        return Boundary.guard("enquire refund " + refundNumber, () -> {
            Refund refund = requireRefund(refundNumber);
            return receipt(refund.state().isAskedAbout() ? ask(refund) : refund);
        });
    }

    @Override
    public List<RefundReceipt> refundsOf(String orderNumber) {
        return Boundary.guard("refunds of " + orderNumber, () -> {
            Payment payment = requirePayment(orderNumber);
            return book.ofPayment(payment.id()).stream()
                    .map(refund -> receipt(refund, orderNumber))
                    .collect(Collectors.toCollection(ArrayList::new));
        });
    }

    @Override
    public RefundPreview preview(String orderNumber, long amountMinor) {
        return Boundary.guard("preview of a refund of " + orderNumber, () -> {
            Violations violations = new Violations();
            if (amountMinor < 0 || amountMinor > Integer.MAX_VALUE) {
                violations.add("amount", amountMinor, "is 0 for all that is left, or 1 to 2,147,483,647 minor units");
            }
            violations.throwIfAny();
            Payment payment = requirePayment(orderNumber);
            Account account = serving.accountOf(payment.owner(), orderNumber);
            OptionalLong amount = amountMinor == 0 ? OptionalLong.empty() : OptionalLong.of(amountMinor);
            return previews.preview(payment.id(), amount, account, caller());
        });
    }

    @Override
    public RefundReceipt withdraw(String refundNumber) {
        return Boundary.guard("withdraw refund " + refundNumber, () -> {
            Caller.requireRole(context, Role.REFUNDER, "withdraw refunds");
            return receipt(book.withdraw(requireRefund(refundNumber).id(), caller()));
        });
    }

    @Override
    public RefundDeferral deferral(String refundNumber) {
        return Boundary.guard("deferral of refund " + refundNumber, () -> {
            Refund refund = requireRefund(refundNumber);
            String why =
                    refund.deferredWhy() == null ? null : refund.deferredWhy().name();
            return new RefundDeferral(refundNumber, refund.deferredUntil(), why);
        });
    }

    private Optional<RefundReceipt> earlier(Payment payment, RefundRequest request) {
        String merchant = payment.owner().merchant();
        Optional<Claim> claim = payments.claimOf(merchant, request.number());
        if (claim.isEmpty()) {
            return Optional.empty();
        }
        if (!claim.get().isFor(Subject.REFUND, request.content())) {
            throw new DuplicateOrder(
                    "Number " + request.number() + " stands for another order or refund already: use another number");
        }
        return book.find(Set.of(merchant), request.number())
                .map(refund -> receipt(
                        serving.awaitAnswer(
                                serving.accountOf(payment.owner(), payment.orderNumber()),
                                refund,
                                latest -> latest.state() == RefundState.RECORDED,
                                latest -> book.read(latest.id())),
                        payment.orderNumber()));
    }

    private RefundReceipt send(Payment payment, RefundRequest request) {
        Account account = serving.accountOf(payment.owner(), payment.orderNumber());
        Instant patience = clock.instant().plus(account.callerLimit());
        caps.prepare(account);
        Optional<RefundReceipt> sent = sendOrWait(account, payment, request, patience);
        while (sent.isEmpty()) {
            sent = sendOrWait(account, payment, request, patience);
        }
        return sent.get();
    }

    /** Sends it, or waits for its turn behind another refund of the order; empty when it has waited. */
    private Optional<RefundReceipt> sendOrWait(
            Account account, Payment payment, RefundRequest request, Instant patience) {
        serving.refuseWhileHalted(account, Halted.REFUNDS);
        Permit permit = serving.permit(account, Purpose.REFUND);
        RefundBook.Opened opened;
        try {
            opened = book.open(request, account, request.caller(), patience);
        } catch (NumberTaken e) {
            permit.giveBack();
            return Optional.of(earlier(payment, request)
                    .orElseThrow(() -> new Busy("Refund " + request.number()
                            + " is being sent by others: ask for the same again in a moment")));
        } catch (RuntimeException e) {
            permit.giveBack();
            throw e;
        }
        if (!opened.isToSend()) {
            permit.giveBack();
        }
        if (opened.isToWait()) {
            serving.pause(Duration.between(clock.instant(), opened.notBefore()));
            return Optional.empty();
        }
        Refund refund = opened.isToSend() ? send(permit, opened, request.caller()) : opened.refund();
        return Optional.of(receipt(refund, payment.orderNumber()));
    }

    private Refund send(Permit permit, RefundBook.Opened opened, Caller caller) {
        Refund refund = opened.refund();
        RefundCommand command = new RefundCommand(
                refund.refundNumber(), opened.payment().qfpayNumber(), refund.amount(), refund.transactionTime());
        Reply reply = gateway.refund(permit, command);
        return book.settleAnswer(refund.id(), opened.attemptId(), reply, caller);
    }

    private Refund ask(Refund refund) {
        Account account = serving.accountOf(refund.owner(), refund.refundNumber());
        return shared.share("refund " + refund.id(), account, () -> ask(account, refund), () -> book.read(refund.id()));
    }

    private void ask(Account account, Refund refund) {
        Permit permit = serving.permit(account, Purpose.ENQUIRY);
        EnquiryCommand enquiry = new EnquiryCommand(
                List.of(refund.refundNumber()), refund.transactionTime(), refund.recordedAt(), refund.sentAt());
        Reply reply = gateway.enquire(permit, enquiry);
        if (reply.outcome() != Outcome.DONE) {
            return;
        }
        serving.ownRows(account, reply, refund.refundNumber())
                .map(rows -> RefundFinding.ofRows(refund.refundNumber(), rows))
                .ifPresent(finding -> book.settle(refund.id(), finding, Source.ENQUIRY, caller()));
    }

    private static void check(RefundOrder order) {
        Violations violations = new Violations();
        if (order.orderNumber() == null || order.orderNumber().isEmpty()) {
            violations.add("order number", "", "is given");
        }
        order.amountMinor().ifPresent(minor -> {
            if (minor < 1 || minor > Integer.MAX_VALUE) {
                violations.add("amount", minor, "is 1 to 2,147,483,647 minor units");
            }
        });
        order.refundNumber().ifPresent(number -> violations.checkNumber("refund number", number));
        order.reason().ifPresent(reason -> violations.checkText("reason", reason, REASON));
        violations.throwIfAny();
    }

    private Payment requirePayment(String orderNumber) {
        return serving.meant(orderNumber, payments.numbered(orderNumber), Payment::owner)
                .orElseThrow(
                        () -> new UnknownOrder("No payment has the order number " + Violations.sought(orderNumber)));
    }

    private Payment requirePayment(String accountName, String orderNumber) {
        Account account = serving.named(accountName);
        return payments.find(Set.of(account.merchant()), orderNumber)
                .orElseThrow(() -> new UnknownOrder("No payment of account " + accountName + " has the order number "
                        + Violations.sought(orderNumber)));
    }

    private Refund requireRefund(String refundNumber) {
        return serving.meant(refundNumber, book.numbered(refundNumber), Refund::owner)
                .orElseThrow(() -> new UnknownOrder("No refund has the number " + Violations.sought(refundNumber)));
    }

    private RefundReceipt receipt(Refund refund) {
        return receipt(refund, book.paymentOf(refund).orderNumber());
    }

    private static RefundReceipt receipt(Refund refund, String orderNumber) {
        return new RefundReceipt(
                refund.refundNumber(),
                orderNumber,
                refund.state().name(),
                refund.amount().minor(),
                refund.amount().currency(),
                refund.qfpayNumber(),
                refund.responseCode(),
                refund.responseText(),
                refund.recordedAt(),
                refund.refundedAt());
    }

    private Caller caller() {
        return Caller.of(context);
    }
}
