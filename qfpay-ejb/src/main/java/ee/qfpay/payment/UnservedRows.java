package ee.qfpay.payment;

/**
 * Payments and refunds that are not settled and that nobody here may ask QFPay about.
 *
 * @param account the account's name when they were sent
 * @param environment {@code sandbox}, {@code test}, {@code prod} or {@code local}
 * @param count how many there are
 */
public record UnservedRows(String account, String environment, long count) {}
