package ee.qfpay.sandbox;

import java.util.Optional;

/** {@code POST /trade/v1/close} and {@code /reversal}: ends an order that is not paid. A paid one is 1260. */
final class CancelDesk implements Desk {
    private final Branch branch;

    CancelDesk(Branch branch) {
        this.branch = branch;
    }

    @Override
    public Answer serve(Form form) {
        long amount = form.amount();
        String txdtm = form.txdtm();
        Transaction original = original(form);
        if (original.amount != amount) {
            throw new Refusal("1266", "txamt is " + original.amount + ", not " + amount);
        }
        if (original.respcd.equals("0000")) {
            throw new Refusal("1260", "the order is paid");
        }
        if (original.respcd.equals("1142")) {
            throw new Refusal("1264", "the order is closed already");
        }
        Transaction cancel = cancel(original, txdtm);
        original.respcd = "1142";
        original.cancel = branch.tables().isConsumerCode(original.payType) ? "1" : "2";
        branch.books().record(cancel, original);
        return Answer.of(branch.answers().flat(cancel, "0000"));
    }

    private Transaction original(Form form) {
        Optional<String> syssn = form.optional("syssn", 128).or(() -> form.optional("qf_trade_no", 128));
        Optional<String> number = form.optional("out_trade_no", 128);
        if (syssn.isEmpty() && number.isEmpty()) {
            throw new Refusal("1103", "syssn or out_trade_no is missing");
        }
        Optional<Transaction> named =
                syssn.isPresent() ? syssn.flatMap(branch.books()::bySyssn) : number.flatMap(branch.books()::payment);
        Transaction found = named.filter(entry -> entry.kind == LedgerEntry.Kind.PAYMENT)
                .orElseThrow(() -> new Refusal("1268", "the order does not exist"));
        if (number.isPresent() && !number.get().equals(found.orderNumber)) {
            throw new Refusal("1267", "syssn and out_trade_no name different orders");
        }
        return found;
    }

    private Transaction cancel(Transaction original, String txdtm) {
        Transaction cancel = new Transaction();
        cancel.kind = LedgerEntry.Kind.CANCEL;
        cancel.syssn = branch.books().nextSyssn();
        cancel.orderNumber = original.orderNumber;
        cancel.originalSyssn = original.syssn;
        cancel.amount = original.amount;
        cancel.currency = original.currency;
        cancel.payType = original.payType;
        cancel.txdtm = txdtm;
        cancel.sysMillis = branch.clock().millis();
        cancel.respcd = "0000";
        return cancel;
    }
}
