/**
 * What needs a person: facts that the connector must not settle by itself.
 *
 * <p>Decision: an item is opened in the transaction that found its cause, once for one cause of one subject while it is
 * open.
 *
 * <p>Arrows: may use {@code access} and {@code money}, and uses neither so far.
 */
package ee.qfpay.worklist;
