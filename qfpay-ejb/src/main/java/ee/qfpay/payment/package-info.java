/**
 * A payment and its life: recorded, sent, settled.
 *
 * <p>Decision: one short transaction before the call to QFPay, none during it, one after it. The answer to the call, an
 * enquiry, a notification and an operator's click all end in {@link ee.qfpay.payment.Settlement#apply}; whoever comes
 * second finds nothing to do. The legal moves are one table in {@link ee.qfpay.payment.PaymentState}, and the entity
 * refuses all others.
 *
 * <p>Arrows: uses {@code ledger}, {@code gateway}, {@code account}, {@code catalogue}, {@code money}, {@code event},
 * {@code audit}, {@code worklist}, {@code access}, {@code api}.
 */
package ee.qfpay.payment;
