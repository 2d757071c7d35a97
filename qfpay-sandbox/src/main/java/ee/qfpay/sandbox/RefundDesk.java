package ee.qfpay.sandbox;

import ee.qfpay.sandbox.SandboxOptions.Rule;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * {@code POST /trade/v1/refund}: gives money back on a paid order. {@code out_trade_no} is the refund's own new number;
 * the original is named by {@code syssn}, {@code qf_trade_no} or both.
 */
final class RefundDesk implements Desk {
    private static final LocalTime BLACKOUT_STARTS = LocalTime.of(23, 30);
    private static final LocalTime BLACKOUT_ENDS = LocalTime.of(0, 30);

    private static final Duration DISTANCE = Duration.ofSeconds(1);

    private static final Set<String> CARDS = Set.of("802801", "802808", "806708", "806808");

    /** Of the refusals that are kept only those for now have these codes. */
    private static final Set<String> FOR_NOW = Set.of("1155", "1265", "1269");

    /** Days after the payment within which integrators saw refunds taken. */
    private static final Map<String, Integer> WINDOWS = Map.of(
            "802001", 29,
            "805812", 90,
            "805814", 90,
            "800201", 365,
            "800212", 365,
            "801512", 365,
            "801514", 365,
            "802801", 365);

    private final Branch branch;

    RefundDesk(Branch branch) {
        this.branch = branch;
    }

    @Override
    public Answer serve(Form form) {
        String number = form.newNumber();
        long amount = form.amount();
        String txdtm = form.txdtm();
        String originalSyssn = originalSyssn(form);
        Optional<Magic> magic = branch.faults().of(amount);
        Optional<Answer> struck = branch.faults().before(magic, number);
        if (struck.isPresent()) {
            return struck.get();
        }
        if (branch.books()
                .byNumber(number)
                .filter(entry -> !isRefusedForNow(entry))
                .isPresent()) {
            throw new Refusal("1251", "out_trade_no is used");
        }
        Transaction original = branch.books()
                .bySyssn(originalSyssn)
                .filter(entry -> entry.kind == LedgerEntry.Kind.PAYMENT)
                .orElseThrow(() -> new Refusal("1268", "syssn " + originalSyssn + " is no payment"));
        checkRefundable(original, amount);
        Transaction refund = refund(original, number, amount, txdtm);
        refund.udid = form.optional("udid", 40).orElse("");
        checkMoment(refund, original);
        execute(refund, original, magic);
        return branch.faults().after(magic, refund, branch.answers().flat(refund, refund.respcd));
    }

    private static String originalSyssn(Form form) {
        Optional<String> syssn = form.optional("syssn", 128);
        Optional<String> qfTradeNo = form.optional("qf_trade_no", 128);
        if (syssn.isPresent() && qfTradeNo.isPresent() && !syssn.equals(qfTradeNo)) {
            throw new Refusal("1267", "syssn and qf_trade_no name different payments");
        }
        return syssn.or(() -> qfTradeNo).orElseThrow(() -> new Refusal("1103", "syssn is missing"));
    }

    private void checkRefundable(Transaction original, long amount) {
        if (original.payType.equals("802001") && !branch.options().has(Rule.FPS_REFUNDS)) {
            throw new Refusal("1155", "pay_type 802001 cannot be refunded");
        }
        if (!original.respcd.equals("0000")) {
            throw new Refusal("1261", "the order is not paid");
        }
        // a refund from elsewhere may have given back more than was paid
        if (original.refunded >= original.amount) {
            throw new Refusal("1264", "wrong cancel");
        }
        if (amount > original.amount - original.refunded) {
            throw new Refusal("1272", "refundable are " + (original.amount - original.refunded) + ", not " + amount);
        }
        checkWindow(original);
        checkVoid(original, amount);
    }

    /** What is refused for now is kept, and its number may come again. */
    private void checkMoment(Transaction refund, Transaction original) {
        try {
            checkHour();
            checkDistance(original);
            checkTakings(refund.amount);
        } catch (Refusal forNow) {
            refund.respcd = forNow.respcd();
            branch.books().record(refund);
            throw forNow;
        }
    }

    private static boolean isRefusedForNow(Transaction entry) {
        return entry.kind == LedgerEntry.Kind.REFUND && FOR_NOW.contains(entry.respcd);
    }

    private void checkWindow(Transaction original) {
        Integer days = WINDOWS.get(original.payType);
        if (!branch.options().has(Rule.REFUND_WINDOW) || days == null) {
            return;
        }
        if (LocalDate.now(branch.clock()).isAfter(day(original.paidMillis).plusDays(days))) {
            throw new Refusal("1265", "退款接口只能申请 " + days + " 天的订单");
        }
    }

    /** On its own day a card payment is voided, not refunded. */
    private void checkVoid(Transaction original, long amount) {
        boolean isVoid =
                CARDS.contains(original.payType) && day(original.paidMillis).equals(LocalDate.now(branch.clock()));
        if (branch.options().has(Rule.CARD_VOIDS) && isVoid && amount != original.amount) {
            throw new Refusal("1124", "For void request, it must be a full refund");
        }
    }

    /** The words are those that were seen; the code beside them was not written down, so this one is ours. */
    private void checkDistance(Transaction original) {
        if (!branch.options().has(Rule.REFUND_SPACING)) {
            return;
        }
        long since = branch.clock().millis() - DISTANCE.toMillis();
        boolean tooSoon = branch.books().all().stream()
                .anyMatch(entry -> entry.kind == LedgerEntry.Kind.REFUND
                        && !isRefusedForNow(entry)
                        && original.syssn.equals(entry.originalSyssn)
                        && entry.sysMillis > since);
        if (tooSoon) {
            throw new Refusal("1155", "You still have processing requests, please do not repeat");
        }
    }

    private void checkHour() {
        if (!branch.options().has(Rule.REFUND_BLACKOUT)) {
            return;
        }
        LocalTime hour = LocalTime.now(branch.clock());
        if (!hour.isBefore(BLACKOUT_STARTS) || hour.isBefore(BLACKOUT_ENDS)) {
            throw new Refusal("1265", "no refunds from 23:30 to 00:30");
        }
    }

    /** Refunds are paid out of what was taken on the same day and is not settled yet. */
    private void checkTakings(long amount) {
        if (!branch.options().has(Rule.REFUND_FROM_TAKINGS)) {
            return;
        }
        LocalDate today = LocalDate.now(branch.clock());
        long taken = branch.books().all().stream()
                .filter(entry -> entry.moved() && day(entry.paidMillis).equals(today))
                .mapToLong(entry -> entry.kind == LedgerEntry.Kind.PAYMENT ? entry.amount : -entry.amount)
                .sum();
        if (amount > taken) {
            throw new Refusal("1269", "refundable balance is " + Math.max(taken, 0));
        }
    }

    private static LocalDate day(long epochMillis) {
        return LocalDate.ofInstant(Instant.ofEpochMilli(epochMillis), SandboxClock.QFPAY_ZONE);
    }

    private Transaction refund(Transaction original, String number, long amount, String txdtm) {
        Transaction refund = new Transaction();
        refund.kind = LedgerEntry.Kind.REFUND;
        refund.syssn = branch.books().nextSyssn();
        refund.orderNumber = number;
        refund.originalSyssn = original.syssn;
        refund.amount = amount;
        refund.currency = original.currency;
        refund.payType = original.payType;
        refund.txdtm = txdtm;
        refund.notifyUrl = original.notifyUrl;
        refund.sysMillis = branch.clock().millis();
        refund.respcd = "1143";
        return refund;
    }

    private void execute(Transaction refund, Transaction original, Optional<Magic> magic) {
        switch (magic.orElse(Magic.SLOW_ANSWER)) {
            case REFUSED -> refund.respcd = "1205";
            case PENDING_FOR_EVER -> {}
            case LATE_SUCCESS -> refund.failFirst("1205");
            default -> {
                branch.payer().giveBack(refund, original);
                return;
            }
        }
        branch.books().record(refund);
        branch.payer().schedule(refund);
    }
}
