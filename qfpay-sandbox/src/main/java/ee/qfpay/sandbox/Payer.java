package ee.qfpay.sandbox;

import java.time.Instant;
import java.util.Optional;

/** The person with the phone, and the bank behind: moves money, declines, lets orders expire. */
final class Payer {
    private final SandboxClock clock;
    private final Books books;
    private final Agenda agenda;
    private final Notifier notifier;
    private final Faults faults;
    private final Tables tables;

    Payer(SandboxClock clock, Books books, Agenda agenda, Notifier notifier, Faults faults, Tables tables) {
        this.clock = clock;
        this.books = books;
        this.agenda = agenda;
        this.notifier = notifier;
        this.faults = faults;
        this.tables = tables;
    }

    /** Plans what happens to an entry by itself; also after a restart. */
    void schedule(Transaction entry) {
        if (entry.paysMillis != null && !entry.respcd.equals("0000")) {
            agenda.at(Instant.ofEpochMilli(entry.paysMillis), () -> happen(entry.syssn));
        }
    }

    private void happen(String syssn) {
        synchronized (books) {
            books.bySyssn(syssn)
                    .filter(entry ->
                            entry.lateSuccess || entry.shownAt(clock.instant()).equals("1143"))
                    .filter(entry -> !entry.respcd.equals("0000"))
                    .ifPresent(this::succeed);
        }
    }

    private void succeed(Transaction entry) {
        if (entry.kind == LedgerEntry.Kind.PAYMENT) {
            pay(entry);
            return;
        }
        Optional<Transaction> original = books.bySyssn(entry.originalSyssn);
        original.filter(payment -> entry.amount <= payment.amount - payment.refunded)
                .ifPresent(payment -> giveBack(entry, payment));
    }

    /** Money comes in, whatever was said of the order before. */
    void pay(Transaction order) {
        order.respcd = "0000";
        order.cancel = "0";
        order.paidMillis = clock.millis();
        books.record(order);
        notifier.announce(order, faults.of(order.amount));
    }

    /** Money goes back; the refund and the payment's new sum are one act. */
    void giveBack(Transaction refund, Transaction original) {
        refund.respcd = "0000";
        refund.paidMillis = clock.millis();
        original.refunded += refund.amount;
        original.cancel = original.refunded < original.amount ? "5" : fullyRefunded(original);
        books.record(refund, original);
        notifier.announce(refund, faults.of(refund.amount));
    }

    private String fullyRefunded(Transaction original) {
        return tables.isConsumerCode(original.payType) ? "1" : "3";
    }

    /** The payer says no, or his bank does. */
    void decline(Transaction order) {
        order.respcd = "1205";
        books.record(order);
    }

    /** The order's time is over now. */
    void expire(Transaction order) {
        order.respcd = "1181";
        books.record(order);
    }
}
