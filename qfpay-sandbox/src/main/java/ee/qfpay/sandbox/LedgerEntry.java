package ee.qfpay.sandbox;

/**
 * One entry of the sandbox's ledger.
 *
 * @param kind payment (also an unpaid order), refund or cancellation
 * @param syssn QFPay's own number of this entry
 * @param orderNumber the merchant's number: order number or refund number
 * @param originalSyssn for refunds and cancellations the payment's syssn, else null
 * @param amount minor units
 * @param currency three letters
 * @param payType six digits
 * @param respcd what an enquiry shows for it: 0000 money moved, 1143 pending, 1142 closed, 1181 expired, else refused;
 *     no enquiry shows a cancellation, whose 0000 means done
 * @param cancel QFPay's cancel field
 * @param sysMillis when QFPay took it in
 * @param paidMillis when money moved, null while it has not
 * @param refunded minor units given back so far (payments)
 * @param foreign whether it came from elsewhere than the merchant's calls
 */
public record LedgerEntry(
        Kind kind,
        String syssn,
        String orderNumber,
        String originalSyssn,
        long amount,
        String currency,
        String payType,
        String respcd,
        String cancel,
        long sysMillis,
        Long paidMillis,
        long refunded,
        boolean foreign) {
    /** What an entry is. */
    public enum Kind {
        PAYMENT,
        REFUND,
        CANCEL
    }

    /** Whether money moved. */
    public boolean moved() {
        return kind != Kind.CANCEL && respcd.equals("0000");
    }
}
