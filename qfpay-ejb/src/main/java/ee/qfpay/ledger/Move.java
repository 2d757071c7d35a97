package ee.qfpay.ledger;

/**
 * A change of state to be written down.
 *
 * @param number the order or refund number
 * @param from the state before, or null for the first
 * @param responseCode QFPay's code that led to it, or null
 * @param note what a reader of the history should know besides, or null
 * @param actor who or what brought it about
 */
public record Move(
        String number, String from, String to, Source source, String responseCode, String note, String actor) {}
