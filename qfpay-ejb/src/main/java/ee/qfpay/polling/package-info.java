/**
 * Asks QFPay about what is not settled yet.
 *
 * <p>Decision: a timer that is re-armed at the end of each round, so that rounds never overlap and a failing one does
 * not make the container drop the timer. Rows are leased, asked about outside of any transaction, several numbers in
 * one enquiry, and given back with a later time. No row is dropped: past a horizon it is asked about rarely and a
 * person is told.
 *
 * <p>Arrows: uses {@code refund} and all that it may use.
 */
package ee.qfpay.polling;
