/**
 * The switch that stops new payments or new refunds of one account at once, without a redeployment, and starts them again.
 *
 * <p>Decisions: a halt is a row, and it is read from the database each time, so that all nodes see it with their next
 * call. It belongs to the merchant and not to the account's name. It holds back only what would be new at QFPay: polling,
 * enquiries, cancellations and notifications go on, because what was sent must be brought to an end. Both directions
 * need a reason and are audited.
 *
 * <p>Arrows: uses {@code account}, {@code access}, {@code audit}, {@code api}. Used by {@code payment} and everything above
 * it.
 */
package ee.qfpay.halt;
