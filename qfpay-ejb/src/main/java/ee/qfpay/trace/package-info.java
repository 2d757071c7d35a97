/**
 * One name for everything that one call of a caller, or one look of a timer, makes happen: it stands in the lines of the log and in
 * what a caller is told when something could not be done.
 *
 * <p>Decision: the name is bound to the thread, because a caller of an EJB has no header to put one into, and everything that
 * follows from his call up to QFPay happens on his thread.
 *
 * <p>Arrows: uses nothing. Used wherever lines are logged or callers are answered.
 */
package ee.qfpay.trace;
