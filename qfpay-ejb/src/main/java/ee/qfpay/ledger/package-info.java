/**
 * The books that payments and refunds share: which numbers are taken, what was sent, what moved, what QFPay told us of,
 * and what to ask it next.
 *
 * <p>Decision: payments and refunds are kept by the same rules (a number claimed once, each send written down, each
 * move in the history, each movement of money that QFPay reports kept), so the rules stand once, below both. Everything
 * here is written in the transaction of the payment or refund it belongs to.
 *
 * <p>Arrows: uses {@code account}, {@code gateway} (its values only), {@code trace} and {@code money}. Used by {@code payment},
 * {@code refund}, {@code polling}, {@code notification}.
 */
package ee.qfpay.ledger;
