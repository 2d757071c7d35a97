package ee.qfpay.refund;

import ee.qfpay.money.Money;
import java.time.Instant;

/**
 * A payment of live testing that still has to go back.
 *
 * @param account the name its account had when it was paid, for people
 * @param merchant whose it is, whatever the account is called by now
 * @param left how much of it can be refunded now
 * @param since when it came to the work list
 */
public record TestPayment(
        long itemId, long paymentId, String orderNumber, String account, String merchant, Money left, Instant since) {}
