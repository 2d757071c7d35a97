package ee.qfpay.worklist;

import java.time.Instant;

/** An open item and the key of the payment it is about. */
public record PaymentItem(long itemId, long paymentId, Instant openedAt) {}
