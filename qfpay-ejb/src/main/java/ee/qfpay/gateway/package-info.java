/**
 * The only package that talks to QFPay: commands go out as signed forms, whatever comes back or does not come back is a
 * {@link ee.qfpay.gateway.Reply}.
 *
 * <p>Decisions: one call is one request on the wire, or none. Every ending is a value: network trouble, an HTTP status,
 * unreadable JSON or a wrong signature throws nothing, and "we can not know" is an answer of its own that never means
 * failed. A permit is taken first, so that the rate limit is kept and nobody opens a payment that can not be sent. QFPay's
 * words (out_trade_no, syssn, respcd) end here.
 *
 * <p>Arrows: uses {@code account}, {@code signing}, {@code catalogue}, {@code money}. Used by {@code ledger}
 * (its values), {@code payment}, {@code refund}, {@code polling}, {@code notification}, {@code deployment} (one check);
 * pages see {@link ee.qfpay.gateway.PayerHandle} at most.
 */
package ee.qfpay.gateway;
