/**
 * A QFPay on this machine, for running and testing without credentials, network or money.
 *
 * <p>Decision: this is the only stand-in for the far end of the wire, so it is written from QFPay's public
 * documents alone and shares no line with the connector: it has its own signature check and its own limiter, and
 * an error in the connector cannot hide here by being made twice. Plain Java SE; it is never packaged in the EAR.
 *
 * <p>Arrows: uses nothing of ours. Tests and the run command use {@link ee.qfpay.sandbox.LocalSandbox},
 * {@link ee.qfpay.sandbox.SandboxOptions} and {@link ee.qfpay.sandbox.SandboxControl}, with the values that these
 * take ({@link ee.qfpay.sandbox.ScriptedAnswer}, {@link ee.qfpay.sandbox.ServerMode},
 * {@link ee.qfpay.sandbox.ForeignPayment}, {@link ee.qfpay.sandbox.ForeignRefund},
 * {@link ee.qfpay.sandbox.WaitingOrders}, {@link ee.qfpay.sandbox.Release})
 * and give ({@link ee.qfpay.sandbox.LedgerEntry}, {@link ee.qfpay.sandbox.ReceivedRequest} with
 * {@link ee.qfpay.sandbox.FormField}, {@link ee.qfpay.sandbox.SentNotification}), and the amounts of
 * {@link ee.qfpay.sandbox.Magic}; everything that says how QFPay behaves is package-private.
 */
package ee.qfpay.sandbox;
