package ee.qfpay.account;

import java.time.Duration;
import java.util.List;

/** The properties of watching, beside those of {@link KnownSettings}. */
final class WatchSettings {
    static final Setting<RequestLogging> LOG_REQUESTS = Setting.choice(
            "qfpay.log.requests",
            RequestLogging.TEXT,
            "Whether each call to QFPay is a line of the log ee.qfpay.requests, and how it is written.");
    static final Setting<Duration> CLOCK_SKEW = Setting.duration(
            "qfpay.clock.skew.warn",
            "30s",
            "0s",
            "1h",
            "How far QFPay's clock may be from ours before the log warns; 0s for never.");

    /** What {@link Settings} reads and checks at start. */
    static final List<Setting<?>> GENERAL = List.of(LOG_REQUESTS, CLOCK_SKEW);

    private WatchSettings() {}
}
