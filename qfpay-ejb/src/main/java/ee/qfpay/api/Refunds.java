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
     * <p>Blocks at the longest 85 s, as {@link Payments#pay} does.
     *
     * @throws InvalidOrder the refund breaks rules; all of them are named; nothing was recorded or sent
     * @throws UnknownOrder no payment has the order number
     * @throws RefundRefused the payment is not paid, its pay type cannot be refunded, or the amount is more than what
     *     is left; nothing was sent
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
     * <p>Blocks at the longest 75 s, as {@link Payments#enquire} does.
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
}
