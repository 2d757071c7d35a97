package ee.qfpay.sandbox;

import java.time.Duration;
import java.time.Instant;

/**
 * One entry of the sandbox's books: an order and its payment, a refund, or a cancellation. Written to the journal as
 * it stands after each change. Read and changed only while holding the lock of {@link Books}.
 */
final class Transaction {
    private static final Duration LATE_SUCCESS = Duration.ofMinutes(10);

    LedgerEntry.Kind kind;
    String syssn;
    String orderNumber;
    /** For refunds and cancellations: QFPay's number of the payment. */
    String originalSyssn;
    /** Minor units. */
    long amount;

    String currency;
    String payType;
    /** As the merchant sent it, in whatever zone that was. */
    String txdtm;

    long sysMillis;
    /** When money moved; null while it has not. */
    Long paidMillis;
    /**
     * Stored state: 0000 money moved (of a cancellation: done), 1143 pending, 1142 closed, 1181 expired before its time
     * (told to, or a late success to come), else refused.
     */
    String respcd;

    String cancel = "0";
    String goodsName = "";
    String udid = "";
    String notifyUrl;
    /** When an unpaid order is over; null means never. */
    Long expiresMillis;
    /** When the payer pays by himself, or a late success comes; null means never. */
    Long paysMillis;
    /** Pays at {@link #paysMillis} although it was reported failed or closed before. */
    boolean lateSuccess;
    /** Minor units given back so far. */
    long refunded;
    /** Came from elsewhere, not through this merchant's calls. */
    boolean foreign;

    /** What an enquiry says of it at this moment: an unpaid order past its time shows 1181. */
    String shownAt(Instant now) {
        boolean overdue = expiresMillis != null && expiresMillis <= now.toEpochMilli();
        return respcd.equals("1143") && overdue ? "1181" : respcd;
    }

    /** Reported with this code at first; success comes ten minutes later. */
    void failFirst(String firstRespcd) {
        respcd = firstRespcd;
        lateSuccess = true;
        paysMillis = sysMillis + LATE_SUCCESS.toMillis();
    }

    /** What QFPay's order_type and notify_type say of it. */
    String type() {
        return kind == LedgerEntry.Kind.REFUND ? "refund" : "payment";
    }

    boolean moved() {
        return respcd.equals("0000") && kind != LedgerEntry.Kind.CANCEL;
    }

    LedgerEntry entry(Instant now) {
        return new LedgerEntry(
                kind,
                syssn,
                orderNumber,
                originalSyssn,
                amount,
                currency,
                payType,
                shownAt(now),
                cancel,
                sysMillis,
                paidMillis,
                refunded,
                foreign);
    }
}
