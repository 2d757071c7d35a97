package ee.qfpay.api;

import jakarta.ejb.Remote;

/**
 * Takes payments through QFPay: what an application injects.
 *
 * <p>Portable JNDI name: {@code java:global/qfpay/qfpay-ejb/PaymentsBean!ee.qfpay.api.Payments}.
 *
 * <p>No method takes part in the caller's transaction: a payment that QFPay has seen cannot be undone by a roll-back,
 * so it is recorded in transactions of its own. After a roll-back of the caller the payment stands and is found by its
 * order number.
 *
 * <p>Every method may throw {@link Unavailable} when the connector itself is in trouble (its database is down, say).
 * After that the outcome of {@link #pay} is not known: {@link #find} or {@link #pay} with the same order and number
 * tell, and neither pays twice.
 *
 * <p>How long a method blocks at the longest is stated with each, for the default settings: a caller limit of 10 s, a connect
 * time-out of 5 s, and a read time-out of 30 s that holds once for the headers of an answer and once for its body. Waits
 * for the connector's own database come on top.
 */
@Remote
public interface Payments {

    /**
     * Records the order, sends it to QFPay and answers what came of it.
     *
     * <p>The same order number with the same content is the same payment: it is sent once, and every caller gets the
     * receipt of that one. A caller waits at most the account's caller limit for another's answer.
     *
     * <p>Blocks at the longest 85 s: twice the caller limit, for room in the rate limit when it asks for it and when it sends,
     * the connect time-out, and twice the read time-out.
     *
     * @return what is known now: paid, waiting for the payer (with what to show the payer), refused, or in doubt, which
     *     is settled by itself later
     * @throws InvalidOrder the order breaks rules; all of them are named; nothing was recorded or sent
     * @throws DuplicateOrder the number stands for another order already; nothing was sent
     * @throws Busy QFPay's request limits leave no room just now; nothing was recorded or sent
     */
    PaymentReceipt pay(PaymentOrder order);

    /**
     * What the connector knows of an order, without asking QFPay. Waits for the connector's database only.
     *
     * @throws UnknownOrder no payment has this number
     */
    PaymentReceipt find(String orderNumber);

    /**
     * Asks QFPay about an order now, instead of waiting for the next poll or notification. Of a payment that is over it
     * finds out whether money came late or went back elsewhere; where QFPay cannot be asked about such a one just now, the
     * connector's own record is the answer. A disputed payment becomes paid when QFPay now states the right amount and
     * currency, and no other money.
     *
     * <p>Blocks at the longest 85 s, as {@link #pay} does.
     *
     * @throws UnknownOrder no payment has this number
     * @throws Busy QFPay's request limits leave no room just now; nothing was sent
     */
    PaymentReceipt enquire(String orderNumber);

    /**
     * Closes an order that is not paid yet, at QFPay and here, and answers what an enquiry proves afterwards.
     *
     * <p>Blocks at the longest 170 s: as long as {@link #pay} and then as long as {@link #enquire}.
     *
     * @throws UnknownOrder no payment has this number
     * @throws CancelRefused the order is paid (also where the payer was quicker than this call), has ended, was never
     *     sent, or is disputed
     * @throws Busy QFPay's request limits leave no room just now; nothing was sent
     */
    PaymentReceipt cancel(String orderNumber);

    /**
     * The QR code of an order whose payer is awaited, as a square PNG in black on white with a quiet zone around it.
     * Waits for the connector's database only.
     *
     * @param pixels length of a side, 64 to 1024; where a long text needs more, the picture is larger
     * @throws UnknownOrder no payment has this number
     * @throws InvalidOrder the length is out of bounds, or the order has no QR code that a payer could still pay by
     */
    byte[] qrImage(String orderNumber, int pixels);

    /**
     * Records an order that the payer pays on QFPay's own checkout page, and answers with the signed address of that page.
     * Nothing is sent to QFPay: it hears of the order when the payer begins to pay, and until then knows nothing of it. The
     * way to pay is not known before QFPay has told it.
     *
     * <p>The same order number with the same content is the same order and has the same address. Waits for the connector's
     * database only.
     *
     * @return waiting for the payer, with the address to send the payer's browser to
     * @throws InvalidOrder the order breaks rules; all of them are named; nothing was recorded
     * @throws DuplicateOrder the number stands for another order already
     */
    PaymentReceipt checkout(CheckoutOrder order);
}
