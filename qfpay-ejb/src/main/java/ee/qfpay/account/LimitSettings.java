package ee.qfpay.account;

import java.time.Duration;

/** How much of QFPay, and of this server, one account may use. Each may be set for an account alone. */
final class LimitSettings {
    static final Setting<Integer> PER_SECOND = Setting.number(
            "qfpay.limit.second", 100, 10, 10_000, "Requests QFPay takes from this merchant in any second.");
    static final Setting<Integer> PER_MINUTE = Setting.number(
            "qfpay.limit.minute", 400, 40, 600_000, "Requests QFPay takes from this merchant in any 60 seconds.");
    static final Setting<Integer> KEPT = Setting.number(
            "qfpay.limit.kept",
            5,
            0,
            50,
            "Percent of both limits that enquiries and the poller leave to payments, refunds and cancellations.");
    static final Setting<Integer> TOGETHER = Setting.number(
            "qfpay.calls.together",
            30,
            1,
            1_000,
            "Requests of the account that are on their way at a time on one server; as many callers again may wait.");
    static final Setting<Integer> BREAKER_CALLS = Setting.number(
            "qfpay.breaker.calls",
            20,
            5,
            1_000,
            "When three quarters of so many requests in a row got no answer, the account sends nothing for a while.");
    static final Setting<Duration> BREAKER_WAIT = Setting.duration(
            "qfpay.breaker.wait",
            "30s",
            "100ms",
            "10m",
            "For how long the account sends nothing before it tries again with a few requests.");

    private LimitSettings() {}
}
