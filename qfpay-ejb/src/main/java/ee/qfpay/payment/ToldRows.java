package ee.qfpay.payment;

import ee.qfpay.gateway.Transaction;
import ee.qfpay.ledger.Source;
import java.util.List;

/**
 * Fired when QFPay was asked about a payment: its rows may tell of refunds, which this package does not know.
 *
 * @param payment as it is after the rows were settled
 */
public record ToldRows(Payment payment, List<Transaction> rows, Source source) {}
