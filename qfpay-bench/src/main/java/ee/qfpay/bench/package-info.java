/**
 * Measurements: each starts what it measures, and prints its figures beside what was aimed at.
 *
 * <p>Decision: what is measured is the EAR that was built, on a server and a PostgreSQL of their own, against the local
 * sandbox with QFPay's limits. Figures are of the machine they were taken on; those that matter are ratios.
 *
 * <p>Arrows: uses {@code qfpay-ejb} to fill books and to ask what the connector asks, and {@code qfpay-sandbox}.
 */
package ee.qfpay.bench;
