/**
 * The console: the pages on which finance staff find orders, learn what became of them and give money back.
 *
 * <p>Decision: pages decide nothing. Every right and every rule stands on the boundary beans; what a page leaves out is
 * only kindness to the eye. Amounts are shown and typed in major units, times in the one zone of
 * {@code Settings.consoleZone()} that every page names. A search is its address: it can be kept, sent and gone back to.
 *
 * <p>Arrows: uses the boundary beans, {@code api} and the read models of the EJB module, the code tables and
 * {@code money}; never the insides of {@code gateway} or {@code signing}. Used by nothing.
 */
package ee.qfpay.web.console;
