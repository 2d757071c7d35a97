/**
 * What needs a person: facts that the connector must not settle by itself.
 *
 * <p>Decision: an item is opened in the transaction that found its cause, once for one cause of one subject while it is
 * open. People assign it, write about it and close it with a reason; each act is audited in its own transaction, and of
 * two who act on the same state the second is told. An item whose cause is gone closes by itself.
 *
 * <p>Arrows: uses {@code access}, {@code audit} and {@code api}.
 */
package ee.qfpay.worklist;
