/**
 * Who did what: append-only.
 *
 * <p>Decision: an entry is written in the act's own transaction, so that there is no act without its entry and no entry
 * without its act. Its position and hash are given afterwards by one sequencer: a chain inside the act would serialise
 * all payments.
 *
 * <p>Arrows: uses {@code access}.
 */
package ee.qfpay.audit;
