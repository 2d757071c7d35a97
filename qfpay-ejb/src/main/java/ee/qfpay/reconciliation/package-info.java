/**
 * Compares a finance day of QFPay's with the books here, both ways, and says what does not agree.
 *
 * <p>Decision: QFPay's list of the day is read completely and every row goes through the one door first, as an hourly
 * reading does; only what differs afterwards is a discrepancy, and a person is told. A run goes on in steps, each as far as
 * the rate limits leave room, and never waits. A statement of QFPay's is compared by the same rules, but moves nothing: it
 * came by a person's hand.
 *
 * <p>Arrows: uses {@code refund} and all that it may use.
 */
package ee.qfpay.reconciliation;
