package ee.qfpay.refund;

import ee.qfpay.money.Money;
import java.time.Instant;

/**
 * A payment of live testing that still has to go back.
 *
 * @param left how much of it can be refunded now
 * @param since when it came to the work list
 */
public record TestPayment(long itemId, long paymentId, String orderNumber, String account, Money left, Instant since) {}
