/**
 * Where QFPay posts its notifications.
 *
 * <p>Decision: Jakarta REST, one resource, raw bytes: the signature is over the bytes as they came, so nothing may read
 * them as JSON before they were verified. No sign-in: the signature is what proves the sender.
 *
 * <p>Arrows: uses {@code notification}.
 */
package ee.qfpay.web.callback;
