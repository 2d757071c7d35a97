package ee.qfpay.payment;

import ee.qfpay.access.Caller;
import ee.qfpay.access.Role;
import ee.qfpay.account.Account;
import ee.qfpay.api.Busy;
import ee.qfpay.api.CancelRefused;
import ee.qfpay.api.CheckoutOrder;
import ee.qfpay.api.DuplicateOrder;
import ee.qfpay.api.InvalidOrder;
import ee.qfpay.api.PaymentOrder;
import ee.qfpay.api.PaymentReceipt;
import ee.qfpay.api.Payments;
import ee.qfpay.api.UnknownOrder;
import ee.qfpay.api.Violation;
import ee.qfpay.gateway.Gateway;
import ee.qfpay.gateway.Permit;
import ee.qfpay.gateway.Purpose;
import ee.qfpay.gateway.Reply;
import ee.qfpay.halt.Halted;
import ee.qfpay.ledger.Claim;
import ee.qfpay.ledger.NumberTaken;
import ee.qfpay.ledger.Subject;
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
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The use cases on a payment: recorded in one short transaction, sent in none, settled in another.
 *
 * <p>Every application of the server may call it: the server decides which applications it runs. A console user's name
 * is kept where there is one.
 */
@Stateless
@LocalBean
@PermitAll
@DeclareRoles({Role.VIEWER_NAME, Role.REFUNDER_NAME, Role.ADMINISTRATOR_NAME})
@TransactionAttribute(TransactionAttributeType.NOT_SUPPORTED)
public class PaymentsBean implements Payments {

    /** Orders that one call asks about. */
    private static final int MOST_NUMBERS = 100;

    @Resource
    SessionContext context;

    @EJB
    PaymentBook book;

    @EJB
    PaymentCancel cancel;

    @Inject
    OrderRules rules;

    @Inject
    Checkouts checkouts;

    @Inject
    Serving serving;

    @Inject
    Gateway gateway;

    @Inject
    Enquiries enquiries;

    @Override
    public PaymentReceipt pay(PaymentOrder order) {
        if (order == null) {
            throw new InvalidOrder(List.of(new Violation("order", "null", "is given")));
        }
        return Boundary.guard("pay " + order.orderNumber().orElse("an order without number"), () -> {
            CheckedOrder checked = rules.check(order);
            return earlier(checked).orElseGet(() -> send(checked));
        });
    }

    @Override
    public PaymentReceipt find(String orderNumber) {
        return Boundary.guard("find " + orderNumber, () -> Receipts.of(require(orderNumber), List.of()));
    }

    @Override
    public PaymentReceipt enquire(String orderNumber) {
        return Boundary.guard("enquire " + orderNumber, () -> {
            Payment payment = require(orderNumber);
            return Receipts.of(payment.state().isOpen() ? enquiries.ask(payment, caller()) : payment, List.of());
        });
    }

    @Override
    public List<PaymentReceipt> enquireAll(List<String> orderNumbers) {
        return Boundary.guard("enquire several orders", () -> {
            List<Payment> payments = requireAll(orderNumbers);
            return enquiries.askAll(payments, caller()).stream()
                    .map(payment -> Receipts.of(payment, List.of()))
                    .collect(Collectors.toCollection(ArrayList::new));
        });
    }

    @Override
    public PaymentReceipt enquireAnew(String orderNumber) {
        return Boundary.guard("enquire anew " + orderNumber, () -> {
            Payment payment = require(orderNumber);
            return Receipts.of(payment.maySendAgain() ? payment : enquiries.ask(payment, caller()), List.of());
        });
    }

    @Override
    public PaymentReceipt cancel(String orderNumber) {
        return Boundary.guard("cancel " + orderNumber, () -> {
            Payment payment = require(orderNumber);
            Caller.requireRole(context, Role.REFUNDER, "cancel orders");
            refuseUnlessOpen(payment);
            Account account = serving.accountOf(payment.owner(), payment.orderNumber());
            cancel.send(serving.permit(account, Purpose.CANCEL), payment, caller());
            Payment after = gateway.permit(account, Purpose.ENQUIRY)
                    .map(granted -> enquiries.ask(payment, granted, caller()))
                    .orElseGet(() -> book.read(payment.id()));
            refuseWherePaid(after);
            return Receipts.of(after, List.of());
        });
    }

    @Override
    public PaymentReceipt checkout(CheckoutOrder order) {
        return Boundary.guard("checkout", () -> checkouts.begin(order, caller()));
    }

    @Override
    public byte[] qrImage(String orderNumber, int pixels) {
        return Boundary.guard("draw the QR code of " + orderNumber, () -> QrImage.of(require(orderNumber), pixels));
    }

    /** The receipt of the same order sent before, unless it must be sent (again). */
    private Optional<PaymentReceipt> earlier(CheckedOrder order) {
        String merchant = order.account().merchant();
        Optional<Claim> claim = book.claimOf(merchant, order.number());
        if (claim.isEmpty()) {
            return Optional.empty();
        }
        if (!claim.get().isFor(Subject.PAYMENT, order.content(), order.formerContent())) {
            throw new DuplicateOrder(
                    "Number " + order.number() + " stands for another order or refund already: use another number");
        }
        Payment payment = book.find(Set.of(merchant), order.number())
                .orElseThrow(() -> new IllegalStateException("Claimed without payment: " + order.number()));
        if (payment.maySendAgain()) {
            return Optional.empty();
        }
        return Optional.of(Receipts.of(
                serving.awaitAnswer(
                        order.account(),
                        payment,
                        latest -> latest.state() == PaymentState.RECORDED,
                        latest -> book.read(latest.id())),
                order.warnings()));
    }

    private PaymentReceipt send(CheckedOrder order) {
        serving.refuseWhileHalted(order.account(), Halted.PAYMENTS);
        Permit permit = serving.permit(order.account(), Purpose.PAYMENT);
        Optional<PaymentBook.Opened> opened;
        try {
            opened = open(order);
        } catch (RuntimeException e) {
            permit.giveBack();
            throw e;
        }
        if (opened.isEmpty()) {
            permit.giveBack();
            return earlier(order)
                    .orElseThrow(() -> new Busy("Order " + order.number()
                            + " is being sent by others: ask for the same again in a moment"));
        }
        Reply reply = gateway.pay(permit, order.command());
        return Receipts.of(book.settleAnswer(opened.get(), reply, caller()), order.warnings());
    }

    /** Claims the order for this caller; empty when another one came first. */
    private Optional<PaymentBook.Opened> open(CheckedOrder order) {
        String merchant = order.account().merchant();
        Optional<Payment> known = book.find(Set.of(merchant), order.number());
        if (known.isPresent()) {
            return book.reopen(known.get().id(), order, caller());
        }
        try {
            return Optional.of(book.open(order, caller()));
        } catch (NumberTaken e) {
            return Optional.empty();
        }
    }

    private List<Payment> requireAll(List<String> orderNumbers) {
        Violations violations = new Violations();
        if (orderNumbers == null || orderNumbers.isEmpty() || orderNumbers.size() > MOST_NUMBERS) {
            int count = orderNumbers == null ? 0 : orderNumbers.size();
            violations.add("order numbers", count, "are 1 to " + MOST_NUMBERS);
        }
        violations.throwIfAny();
        return orderNumbers.stream().map(this::require).toList();
    }

    private Payment require(String orderNumber) {
        if (orderNumber == null || orderNumber.isEmpty()) {
            throw new InvalidOrder(List.of(new Violation("order number", "", "is given")));
        }
        return serving.meant(orderNumber, book.numbered(orderNumber), Payment::owner)
                .orElseThrow(
                        () -> new UnknownOrder("No payment has the order number " + Violations.sought(orderNumber)));
    }

    private static void refuseUnlessOpen(Payment payment) {
        refuseWherePaid(payment);
        if (!payment.state().isOpen()) {
            throw new CancelRefused("Order " + payment.orderNumber() + " has ended already: " + payment.state());
        }
    }

    private static void refuseWherePaid(Payment payment) {
        if (payment.state() == PaymentState.PAID) {
            throw new CancelRefused("Order " + payment.orderNumber() + " is already paid: refund it instead");
        }
        if (payment.isDisputed()) {
            throw new CancelRefused("Order " + payment.orderNumber()
                    + " is disputed: QFPay reports other money than was ordered, and a person decides");
        }
    }

    private Caller caller() {
        return Caller.of(context);
    }
}
