/**
 * What operators see of the connector: figures for a monitoring system, the log of calls to QFPay, and a warning when clocks
 * are apart.
 *
 * <p>Decision: whoever does the work knows nothing of who watches. The gateway tells a {@link ee.qfpay.gateway.CallWatch} of each
 * call; everything else is asked for when somebody scrapes. A figure that needs the database is sampled at most every few
 * seconds, is not waited for, and is NaN while the database is away.
 *
 * <p>Arrows: uses {@code polling}, {@code refund}, {@code payment} and what they use; {@code trace}. Used by nobody.
 */
package ee.qfpay.watch;
