/**
 * The server is killed at named steps, restarted, and its books are compared with QFPay's.
 *
 * <p>Decision: the steps are places in the shipped classes that Byteman holds a thread at, not hooks in production code; QFPay
 * and PostgreSQL live on in processes of their own. Uses {@code ee.qfpay.it} for the archives and the database, and nothing
 * there uses it.
 */
package ee.qfpay.it.faults;
