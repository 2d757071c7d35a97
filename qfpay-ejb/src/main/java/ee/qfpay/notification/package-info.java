/**
 * What QFPay posts to us: verified, kept and applied.
 *
 * <p>Decision: one transaction stores the raw bytes and the verdict, another applies them, and QFPay is told
 * {@code SUCCESS} only after the second; if that fails QFPay is told so and a timer applies it later. No enquiry is made
 * while QFPay waits. Bodies without a right signature change nothing; they are kept in bounded number for a person to
 * look at.
 *
 * <p>Arrows: uses {@code refund} and all that it may use.
 */
package ee.qfpay.notification;
