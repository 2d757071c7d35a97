/**
 * Amounts of money: whole minor units of one currency, and the text people read and type.
 *
 * <p>Decision: QFPay counts in minor units, so do we, everywhere; no floating point and no scaled decimal travels
 * through the connector. How many decimals a currency has is knowledge of {@code ee.qfpay.catalogue} and is handed in
 * where text is made or read, because QFPay leaves it unstated for some currencies and a guess would move the point.
 *
 * <p>Arrows: uses nothing of ours; everyone may use it.
 */
package ee.qfpay.money;
