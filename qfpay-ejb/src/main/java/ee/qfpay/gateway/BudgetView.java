package ee.qfpay.gateway;

import java.time.Duration;

/**
 * What an account may send at this moment.
 *
 * @param available requests that its rate limit leaves at once
 * @param pause how long QFPay's last 429 still holds requests back; zero when it does not
 * @param breaker whether requests go at all
 * @param outage how long nothing is sent because QFPay did not answer; zero when it is
 */
public record BudgetView(String account, long available, Duration pause, Position breaker, Duration outage) {

    /** Whether requests go to QFPay. */
    public enum Position {
        CLOSED,
        /** A few are let through to see whether QFPay is there again. */
        HALF_OPEN,
        /** None go. */
        OPEN
    }
}
