/**
 * Makes and checks QFPay's {@code X-QF-SIGN}, and signs what is posted to receivers of webhooks: pure functions over text and bytes,
 * no container, no clock, no configuration.
 *
 * <p>Decision: what is signed and what is sent come from one value, {@link ee.qfpay.signing.Form}. A field that is null
 * or empty never enters it, so the two can not drift apart, which is what QFPay answers with 1108. The text to sign is
 * built apart from the digest, so that a disagreement with QFPay can be found by reading it.
 *
 * <p>Arrows: uses nothing of ours. {@code account} holds the keys and secrets, {@code gateway} and {@code webhook} sign; tests may
 * sign with the same functions.
 */
package ee.qfpay.signing;
