package ee.qfpay.api;

import jakarta.ejb.Remote;
import java.util.List;

/**
 * Gives money back.
 *
 * <p>Portable JNDI name: {@code java:global/qfpay/qfpay-ejb/RefundsBean!ee.qfpay.api.Refunds}. Transactions,
 * {@link Unavailable} and how long a method blocks: as for {@link Payments}.
 */
@Remote
public interface Refunds {

    /**
     * Reserves the amount on the payment, records the refund under its number, sends it to QFPay and answers what came
     * of it. The same refund number with the same content is the same refund: money goes back once.
     *
     * <p>A refund that QFPay does not take now, but later, is {@link RefundStatus#DEFERRED}: the connector sends it by
     * itself, under the same number, and {@link #deferral} tells when and why. Behind another refund of the same order it
     * waits, in this call up to the account's caller limit ({@code qfpay.caller.limit}). While the outcome of the other one
     * is not known, none is sent under a second number.
     *
     * <p>Blocks at the longest 95 s: as long as {@link Payments#pay}, and the caller limit once more for its turn.
     *
     * @throws InvalidOrder the refund breaks rules; all of them are named; nothing was recorded or sent
     * @throws UnknownOrder no payment has the order number
     * @throws RefundRefused a rule of {@link #preview} is broken: the payment is not paid, its pay type cannot be
     *     refunded or not any more, the amount is more than what is left, or another refund of it is not settled; nothing
     *     was recorded or sent
     * @throws DuplicateOrder the refund number stands for something else already; nothing was sent
     * @throws Busy QFPay's request limits leave no room just now; nothing was recorded or sent
     */
    RefundReceipt refund(RefundOrder order);

    /**
     * What the connector knows of a refund, without asking QFPay. Waits for the connector's database only.
     *
     * @throws UnknownOrder no refund has this number
     */
    RefundReceipt find(String refundNumber);

    /**
     * Asks QFPay about a refund now. A final refund is answered from the connector's own record.
     *
     * <p>Blocks at the longest 85 s, as {@link Payments#enquire} does.
     *
     * @throws UnknownOrder no refund has this number
     * @throws Busy QFPay's request limits leave no room just now; nothing was sent
     */
    RefundReceipt enquire(String refundNumber);

    /**
     * The refunds of an order, oldest first. Waits for the connector's database only.
     *
     * @throws UnknownOrder no payment has the order number
     */
    List<RefundReceipt> refundsOf(String orderNumber);

    /**
     * What {@link #refund} would do now, without doing it: the same rules, asked before anything is recorded or sent.
     * QFPay itself is not asked. Waits for the connector's database only.
     *
     * @param amountMinor how much, in the currency's minor unit; 0 for all that is left
     * @throws InvalidOrder the amount is less than 0 or more than 2,147,483,647
     * @throws UnknownOrder no payment has the order number
     */
    RefundPreview preview(String orderNumber, long amountMinor);

    /**
     * Takes back a refund that is {@link RefundStatus#DEFERRED}: it is not sent, and its amount is free again. One that
     * is withdrawn already is answered as it is. Waits for the connector's database only.
     *
     * @throws UnknownOrder no refund has this number
     * @throws RefundRefused the refund does not wait: it is being sent, or has ended
     * @throws NotPermitted the console user may not refund
     */
    RefundReceipt withdraw(String refundNumber);

    /**
     * Until when and why a refund waits, if it is {@link RefundStatus#DEFERRED}. Waits for the connector's database only.
     *
     * @throws UnknownOrder no refund has this number
     */
    RefundDeferral deferral(String refundNumber);
}
