/**
 * Giving money back: reserved, recorded, sent, settled.
 *
 * <p>Decision: the amount is set aside on the payment, under the payment's lock, in the transaction that records the
 * refund; it is freed only by a definite refusal. The refund's own number is kept before it is sent and is the same on
 * every send, so QFPay pays it once. The payment is always locked before the refund.
 *
 * <p>Arrows: uses {@code payment} and all that it may use.
 */
package ee.qfpay.refund;
