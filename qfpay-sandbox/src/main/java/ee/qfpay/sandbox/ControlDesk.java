package ee.qfpay.sandbox;

import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;

/** Does what {@link ControlHandler} is asked for. */
final class ControlDesk {
    /** Longest real time that a call waits for the sandbox to have done everything that is due. */
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private static final Map<String, String> DONE = Map.of("done", "yes");

    private final Branch branch;
    private final Checkstand checkstand;
    private final VisitorLog log;
    private final Scripts scripts;
    private final Notifier notifier;
    private final Agenda agenda;
    private final SlidingWindows windows;
    private final Collection<Desk> desks;

    ControlDesk(
            Branch branch,
            Checkstand checkstand,
            VisitorLog log,
            Scripts scripts,
            Notifier notifier,
            Agenda agenda,
            SlidingWindows windows,
            Collection<Desk> desks) {
        this.branch = branch;
        this.checkstand = checkstand;
        this.log = log;
        this.scripts = scripts;
        this.notifier = notifier;
        this.agenda = agenda;
        this.windows = windows;
        this.desks = desks;
    }

    /**
     * The clock's reading, or a change of it.
     *
     * @param nowMillis its reading (answers only)
     * @param moveMillis how far to move forward, null for not
     * @param scale new speed, null for the present one
     */
    record ClockChange(Long nowMillis, Long moveMillis, Double scale) {}

    List<ReceivedRequest> requests(long after) {
        return log.after(after);
    }

    List<LedgerEntry> ledger() {
        return branch.books().entries();
    }

    List<SentNotification> notifications() {
        return notifier.all();
    }

    ClockChange clock() {
        return new ClockChange(branch.clock().millis(), null, branch.clock().scale());
    }

    /** Answers when everything that fell due by the change has been done. */
    ClockChange clock(ClockChange change) {
        if (change.scale() != null) {
            branch.clock().scale(change.scale());
        }
        if (change.moveMillis() != null) {
            branch.clock().move(Duration.ofMillis(change.moveMillis()));
        }
        agenda.clockChanged();
        settleDown();
        return clock();
    }

    Map<String, String> settleDown() {
        try {
            if (!agenda.awaitQuiet(PATIENCE)) {
                throw new IllegalStateException("The sandbox is still busy after " + PATIENCE.toSeconds() + " s.");
            }
            return DONE;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Interrupted while waiting for the sandbox.", e);
        }
    }

    Map<String, String> script(ScriptedAnswer script) {
        scripts.add(script);
        return DONE;
    }

    Map<String, String> mode(ServerMode mode) {
        scripts.mode(mode);
        return DONE;
    }

    Map<String, String> pay(String number) {
        synchronized (branch.books()) {
            branch.payer().pay(unpaid(number));
        }
        return DONE;
    }

    /**
     * A payer on the checkout page.
     *
     * @param address the signed address the payer followed
     * @param payType how the payer chose to pay
     */
    record CheckoutPayment(String address, String payType) {}

    LedgerEntry pay(CheckoutPayment payment) {
        try {
            Form form = checkstand.admit(payment.address());
            synchronized (branch.books()) {
                return checkstand.pay(form, payment.payType());
            }
        } catch (Refusal refusal) {
            throw new IllegalArgumentException(refusal.respcd() + " " + refusal.getMessage(), refusal);
        }
    }

    Map<String, String> decline(String number) {
        synchronized (branch.books()) {
            branch.payer().decline(unpaid(number));
        }
        return DONE;
    }

    Map<String, String> expire(String number) {
        synchronized (branch.books()) {
            branch.payer().expire(unpaid(number));
        }
        return DONE;
    }

    private Transaction unpaid(String number) {
        Transaction order = order(number);
        if (order.respcd.equals("0000")) {
            throw new IllegalStateException("Order " + number + " is paid.");
        }
        return order;
    }

    private Transaction order(String number) {
        return branch.books()
                .payment(number)
                .orElseThrow(() -> new IllegalArgumentException("The sandbox has no order " + number + "."));
    }

    Map<String, String> waiting(WaitingOrders orders) {
        synchronized (branch.books()) {
            for (int number = 1; number <= orders.count(); number++) {
                Transaction entry = foreign(LedgerEntry.Kind.PAYMENT, orders.prefix() + number, orders.amount());
                entry.currency = orders.currency();
                entry.payType = orders.payType();
                entry.respcd = "1143";
                entry.sysMillis = orders.placedMillis(number);
                entry.txdtm = SandboxClock.text(entry.sysMillis);
                entry.foreign = false;
                branch.books().record(entry);
            }
        }
        return DONE;
    }

    LedgerEntry foreign(ForeignPayment payment) {
        synchronized (branch.books()) {
            Transaction entry = foreign(LedgerEntry.Kind.PAYMENT, payment.orderNumber(), payment.amount());
            entry.currency = payment.currency();
            entry.payType = payment.payType();
            entry.notifyUrl = payment.notifyUrl();
            branch.payer().pay(entry);
            return entry.entry(branch.clock().instant());
        }
    }

    LedgerEntry foreign(ForeignRefund refund) {
        synchronized (branch.books()) {
            Transaction original = order(refund.orderNumber());
            Transaction entry = foreign(LedgerEntry.Kind.REFUND, refund.refundNumber(), refund.amount());
            entry.currency = original.currency;
            entry.payType = original.payType;
            entry.notifyUrl = original.notifyUrl;
            entry.originalSyssn = original.syssn;
            branch.payer().giveBack(entry, original);
            return entry.entry(branch.clock().instant());
        }
    }

    private Transaction foreign(LedgerEntry.Kind kind, String number, long amount) {
        Transaction entry = new Transaction();
        entry.kind = kind;
        entry.syssn = branch.books().nextSyssn();
        entry.orderNumber = number;
        entry.amount = amount;
        entry.sysMillis = branch.clock().millis();
        entry.txdtm = SandboxClock.text(entry.sysMillis);
        entry.foreign = true;
        return entry;
    }

    Map<String, String> hold() {
        notifier.hold();
        return DONE;
    }

    Map<String, String> release(Release order) {
        notifier.release(order);
        return settleDown();
    }

    Map<String, String> resend(long id) {
        notifier.resend(id);
        return settleDown();
    }

    /** Back to an empty sandbox; the clock stays where it is. */
    Map<String, String> reset() {
        synchronized (branch.books()) {
            agenda.clear();
            branch.books().clear();
            desks.forEach(Desk::clear);
        }
        scripts.clear();
        notifier.clear();
        branch.faults().clear();
        windows.clear();
        log.clear();
        return DONE;
    }
}
