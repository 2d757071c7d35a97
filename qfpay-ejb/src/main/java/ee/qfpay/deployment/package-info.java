/**
 * What must be true before anything runs, and what a deployment begins with.
 *
 * <p>Decision: a wrong configuration stops the deployment with one sentence that says what to set, instead of failing
 * the first payment. The checks stand together in one start-up bean, on which the timers wait.
 *
 * <p>Arrows: uses {@code account}, {@code catalogue}, {@code gateway} (one check), {@code access}, {@code polling}
 * (its last tick, for health), {@code api}, {@code payment} and {@code refund} (the demo orders). Used by the health checks of qfpay-web.
 */
package ee.qfpay.deployment;
