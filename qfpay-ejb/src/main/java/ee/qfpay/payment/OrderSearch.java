package ee.qfpay.payment;

import java.time.Instant;

/**
 * What a clerk looks for. Every part but the sort may be null: then it does not narrow the search.
 *
 * @param number the start of an order number, or QFPay's whole number
 * @param account an account's name
 * @param leastMinor smallest amount, in minor units of the currency
 * @param mostMinor largest amount, in minor units of the currency
 * @param from recorded at this instant or later
 * @param until recorded before this instant
 */
public record OrderSearch(
        String number,
        PaymentState state,
        String payType,
        String account,
        Long leastMinor,
        Long mostMinor,
        String currency,
        Instant from,
        Instant until,
        OrderSort sort) {

    /** Looks for all orders, the newest first. */
    public static OrderSearch everything() {
        return new OrderSearch(null, null, null, null, null, null, null, null, null, OrderSort.NEWEST_FIRST);
    }
}
