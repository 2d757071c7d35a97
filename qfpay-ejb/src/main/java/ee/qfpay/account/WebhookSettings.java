package ee.qfpay.account;

import java.time.Duration;
import java.util.List;

/** The properties of events and webhooks, beside those of {@link KnownSettings}. */
final class WebhookSettings {
    static final Setting<String> WEBHOOKS = Setting.free(
            "qfpay.webhooks",
            "",
            WebhookReceivers.NAMES,
            "Names of receivers that events are posted to, separated by commas. Without it nothing is posted.");
    static final Setting<String> WEBHOOK_URL = Setting.free(
            "qfpay.webhook." + KnownSettings.ANY_ACCOUNT + ".url",
            "",
            WebhookReceivers.ADDRESS,
            "Where a receiver takes events.");
    static final Setting<String> WEBHOOK_SECRET = Setting.free(
            "qfpay.webhook." + KnownSettings.ANY_ACCOUNT + ".secret",
            "",
            WebhookReceivers.SECRET,
            "What signs the events of a receiver. Two while it is being changed. Secret.");
    static final Setting<String> WEBHOOK_ACCOUNTS = Setting.free(
            "qfpay.webhook." + KnownSettings.ANY_ACCOUNT + ".accounts",
            "",
            "names of accounts that are configured, separated by commas",
            "The accounts whose events a receiver gets. Without it all.");
    static final Setting<List<AddressRange>> WEBHOOK_NETWORKS = Setting.ranges(
            "qfpay.webhooks.networks",
            "Addresses inside your own network that receivers may have. Without it only addresses of the public internet.");
    static final Setting<Duration> WEBHOOK_TIMEOUT = Setting.duration(
            "qfpay.webhooks.timeout",
            "10s",
            "100ms",
            "1m",
            "How long one post may take, from the connection to the answer.");
    static final Setting<Duration> WEBHOOK_INTERVAL = Setting.duration(
            "qfpay.webhooks.interval", "1s", "100ms", "1h", "Pause between two looks for events to post.");
    static final Setting<Integer> WEBHOOK_TRIES = Setting.number(
            "qfpay.webhooks.tries", 10, 1, 50, "How often an event is posted before it waits for a person.");
    static final Setting<Integer> EVENT_DAYS = Setting.number(
            "qfpay.events.days",
            400,
            0,
            36_500,
            "How many days events are kept, and longer those that a receiver of webhooks is still to get; 0 keeps all for ever.");

    /** What {@link Settings} reads and checks at start. */
    static final List<Setting<?>> GENERAL =
            List.of(WEBHOOK_NETWORKS, WEBHOOK_TIMEOUT, WEBHOOK_INTERVAL, WEBHOOK_TRIES, EVENT_DAYS);

    /** What {@link WebhookReceivers} reads. */
    static final List<Setting<?>> RECEIVERS = List.of(WEBHOOKS, WEBHOOK_URL, WEBHOOK_SECRET, WEBHOOK_ACCOUNTS);

    private WebhookSettings() {}
}
