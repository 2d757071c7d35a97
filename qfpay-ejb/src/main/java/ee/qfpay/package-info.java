/**
 * The connector in one page.
 *
 * <p>An application calls {@code api}. A {@code payment} or {@code refund} is recorded in a short transaction, sent by the
 * {@code gateway} in none, and settled in another. What is not settled then is settled by {@code polling} or by a
 * {@code notification}, through the same door. The {@code ledger} keeps what both have in common: numbers taken, sends,
 * moves, QFPay's movements of money, and what to ask next. {@code event}, {@code audit} and {@code worklist} tell other
 * applications, auditors and people.
 *
 * <p>Below that stand {@code money}, {@code catalogue} (QFPay's code tables), {@code signing}, {@code account} (who we are
 * to QFPay) and {@code access} (who asks us). {@code database} reaches the database, and {@code deployment} refuses to start
 * where something must not be.
 *
 * <p>Which package may use which is held by {@code ArchitectureTest}; each package's own page states its decision.
 */
package ee.qfpay;
