/**
 * Who we are to QFPay, and every other setting of the connector, from MicroProfile Config only.
 *
 * <p>Decisions: what a value may be is checked once, when the deployment starts, and a value that can not be used stops
 * it with one sentence that says what to set. The rules are plain code over a function from name to value
 * ({@link ee.qfpay.account.ConfigValues}), so that they are tested without a server. An account beside the standard one
 * never takes a credential from elsewhere, and no two accounts are of one merchant: a row's merchant therefore names the
 * one account that may speak of it ({@link ee.qfpay.account.Accounts#ofMerchant}).
 *
 * <p>Arrows: uses {@code signing}. Used by {@code gateway} and everything above it. Others show an
 * account as {@link ee.qfpay.account.AccountView}.
 */
package ee.qfpay.account;
