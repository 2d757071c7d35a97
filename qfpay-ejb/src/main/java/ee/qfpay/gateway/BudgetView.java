package ee.qfpay.gateway;

import java.time.Duration;

/**
 * What is left of an account's rate limit at this moment.
 *
 * @param available requests that may go at once
 * @param pause how long QFPay's last 429 still holds requests back; zero when it does not
 */
public record BudgetView(String account, long available, Duration pause) {}
