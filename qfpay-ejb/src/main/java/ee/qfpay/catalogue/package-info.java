/**
 * QFPay's code tables: pay types, currencies and response codes, with names in English, Simplified and Traditional
 * Chinese (Hong Kong terms).
 *
 * <p>Decision: what changes without us is data (the CSV files beside these classes), what our code branches on is an
 * enum. The tables are knowledge, not a wall: a code that is not in them is an empty answer, and an unknown response
 * code means {@link ee.qfpay.catalogue.Meaning#UNCERTAIN}, never failed. Broken data stops the deployment.
 *
 * <p>The words of QFPay's own API are at home here. Arrows: uses {@code money}; {@code gateway}, {@code payment} and
 * what stands above them may use it.
 */
package ee.qfpay.catalogue;
