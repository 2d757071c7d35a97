/**
 * The outbox: what changed, in order, for other applications.
 *
 * <p>Decision: an event is written in the transaction that changes the state, so that none is lost and none is told of
 * a change that was rolled back. Its position in the order of events is given afterwards by one sequencer, because rows
 * do not become visible in the order of their keys, and readers see what has a position only:
 * docs/decisions/0050-events-and-their-order.md.
 *
 * <p>Arrows: uses {@code api}, {@code money}.
 */
package ee.qfpay.event;
