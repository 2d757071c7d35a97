/** The connector. */
package ee.qfpay;
