package ee.qfpay.reconciliation;

import ee.qfpay.ledger.Subject;
import ee.qfpay.money.Money;
import java.time.Instant;

/**
 * Something that does not agree, as the console shows it.
 *
 * @param qfpayNumber QFPay's number, or null
 * @param orderNumber the order it is about, or the number that QFPay names; or null
 * @param ours null where there is none here
 * @param ourState the state here, or null
 * @param theirs null where QFPay has none, or says no amount
 * @param theirState what QFPay says, or null
 * @param since when it was first found
 */
public record DiscrepancyView(
        Kind kind,
        Subject subject,
        String qfpayNumber,
        String orderNumber,
        Money ours,
        String ourState,
        Money theirs,
        String theirState,
        Instant since) {}
