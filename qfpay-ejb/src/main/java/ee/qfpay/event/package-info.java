/**
 * The outbox: what changed, for other applications.
 *
 * <p>Decision: an event is written in the transaction that changes the state, so that none is lost and none is told of
 * a change that was rolled back. Its position in the order of events is given afterwards by one sequencer, because rows
 * do not become visible in the order of their numbers.
 *
 * <p>Arrows: uses {@code money}.
 */
package ee.qfpay.event;
