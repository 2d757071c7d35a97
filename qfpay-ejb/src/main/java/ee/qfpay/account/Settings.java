package ee.qfpay.account;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.eclipse.microprofile.config.Config;

/**
 * Every setting that does not belong to one account, typed. All are read and checked when this is made: the first that
 * breaks its rule stops the deployment with one sentence ({@link BrokenConfiguration}).
 */
@ApplicationScoped
public class Settings {
    private final Map<Setting<?>, Object> read = new HashMap<>();

    /** For the container's client proxy only. */
    protected Settings() {}

    @Inject
    public Settings(Config config) {
        this(new MicroProfileValues(config));
    }

    private Settings(ConfigValues values) {
        Stream.of(KnownSettings.GENERAL, WatchSettings.GENERAL, WebhookSettings.GENERAL)
                .flatMap(List::stream)
                .forEach(setting -> setting.find(values).ifPresent(value -> read.put(setting, value)));
    }

    /**
     * Settings of these values, without a container.
     *
     * @throws BrokenConfiguration when one breaks its rule
     */
    public static Settings of(ConfigValues values) {
        return new Settings(values);
    }

    /** Every property the connector knows, with default, rule and purpose; those of one environment by their pattern. */
    public static List<Setting<?>> documented() {
        return List.copyOf(KnownSettings.ALL);
    }

    /** Names of properties that may also be set for one environment, as {@code qfpay.<env>.key}. */
    public static List<String> perEnvironment() {
        List<String> names = new ArrayList<>();
        KnownSettings.PER_ENVIRONMENT.forEach(
                setting -> names.add(KnownSettings.nameFor(KnownSettings.ANY_ENVIRONMENT, setting)));
        return names;
    }

    /** Names of properties a further account is set by, as {@code qfpay.account.<name>.key}. */
    public static List<String> perAccount() {
        return KnownSettings.ACCOUNT.stream()
                .map(setting -> KnownSettings.nameFor("account." + KnownSettings.ANY_ACCOUNT, setting))
                .toList();
    }

    /** Whether the timer polls at all. */
    public boolean polling() {
        return get(KnownSettings.POLLING);
    }

    /** Pause between two runs of the poller. */
    public Duration pollInterval() {
        return get(KnownSettings.POLL_INTERVAL);
    }

    /** Delay of the first enquiry after sending; doubles from there. */
    public Duration firstEnquiry() {
        return get(KnownSettings.POLL_FIRST);
    }

    /** Longest pause between two enquiries about the same row, before the slow lane. */
    public Duration enquiryCap() {
        return get(KnownSettings.POLL_CAP);
    }

    /** Rows of one account that the poller leases at once. */
    public int pollBatch() {
        return get(KnownSettings.POLL_BATCH);
    }

    /** Requests of one account that the poller has under way at once. */
    public int pollWidth() {
        return get(KnownSettings.POLL_WIDTH);
    }

    /** Whether the poller reads QFPay's list where that costs fewer calls than asking by number. */
    public boolean pollLists() {
        return get(KnownSettings.POLL_LISTS);
    }

    /** How long a leased row belongs to who leased it. */
    public Duration lease() {
        return get(KnownSettings.POLL_LEASE);
    }

    /** How long a consumer-presented payment may stay in progress before it is reversed. */
    public Duration cpmPatience() {
        return get(KnownSettings.CPM_PATIENCE);
    }

    /** Time after an order's expiry before it is closed as unpaid. */
    public Duration expiryGrace() {
        return get(KnownSettings.EXPIRY_GRACE);
    }

    /** Age after which a row goes to the slow lane and the work list. */
    public Duration pollHorizon() {
        return get(KnownSettings.POLL_HORIZON);
    }

    /** Pause between two enquiries about a row in the slow lane. */
    public Duration slowLaneInterval() {
        return get(KnownSettings.SLOW_LANE);
    }

    /** Pause between two readings of QFPay's list for money that moved without us; zero for none. */
    public Duration windowInterval() {
        return get(KnownSettings.WINDOW);
    }

    /** The time of day, in UTC+8, at which the days before are compared with QFPay's list. */
    public LocalTime reconciliationTime() {
        return get(KnownSettings.RECONCILIATION_TIME);
    }

    /** How many days are compared each night; 0 for none. */
    public int reconciliationDays() {
        return get(KnownSettings.RECONCILIATION_DAYS);
    }

    /** When QFPay takes no refunds. */
    public Blackout refundBlackout() {
        return get(KnownSettings.REFUND_BLACKOUT);
    }

    /** Time between two refunds of one order. */
    public Duration refundSpacing() {
        return get(KnownSettings.REFUND_SPACING);
    }

    /** The time of day, in UTC+8, at which QFPay has new takings to refund from. */
    public LocalTime refundTakings() {
        return get(KnownSettings.REFUND_TAKINGS);
    }

    /** How often in a row QFPay may put off a refund for one reason. */
    public int refundDeferrals() {
        return get(KnownSettings.REFUND_DEFERRALS);
    }

    /** Age at which a refund that QFPay puts off again is given up. */
    public Duration refundPatience() {
        return get(KnownSettings.REFUND_PATIENCE);
    }

    /** Notifications without a right signature that are kept per day; more are refused and not kept. */
    public int unverifiedPerDay() {
        return get(KnownSettings.UNVERIFIED_PER_DAY);
    }

    /** Notifications with a right signature that are kept per day. */
    public int verifiedPerDay() {
        return get(KnownSettings.VERIFIED_PER_DAY);
    }

    /** From where notifications are taken; empty for anywhere. */
    public List<AddressRange> notificationSources() {
        return find(KnownSettings.NOTIFICATION_SOURCES).orElse(List.of());
    }

    /** Proxies that are believed about whom they speak for. */
    public List<AddressRange> notificationProxies() {
        return find(KnownSettings.NOTIFICATION_PROXIES).orElse(List.of());
    }

    /** How calls to QFPay are written into the log. */
    public RequestLogging requestLogging() {
        return get(WatchSettings.LOG_REQUESTS);
    }

    /** How far QFPay's clock may be from ours before the log warns; zero for never. */
    public Duration clockSkewToWarnOf() {
        return get(WatchSettings.CLOCK_SKEW);
    }

    /** Addresses that are not of the public internet and that receivers of webhooks may have all the same. */
    public List<AddressRange> webhookNetworks() {
        return find(WebhookSettings.WEBHOOK_NETWORKS).orElse(List.of());
    }

    /** How long one post to a receiver may take. */
    public Duration webhookTimeout() {
        return get(WebhookSettings.WEBHOOK_TIMEOUT);
    }

    /** Pause between two looks for events to post. */
    public Duration webhookInterval() {
        return get(WebhookSettings.WEBHOOK_INTERVAL);
    }

    /** How often an event is posted to a receiver before it waits for a person. */
    public int webhookTries() {
        return get(WebhookSettings.WEBHOOK_TRIES);
    }

    /** How many days events are kept; 0 for ever. */
    public int eventDays() {
        return get(WebhookSettings.EVENT_DAYS);
    }

    /** Whether production may run on H2. */
    public boolean h2InProduction() {
        return get(KnownSettings.H2_IN_PRODUCTION);
    }

    /** The first administrator's password, if it was configured. Secret: hash it and forget it. */
    public Optional<String> administratorPassword() {
        return find(KnownSettings.ADMIN_PASSWORD);
    }

    /** The zone in which the console shows and takes times. */
    public ZoneId consoleZone() {
        return get(KnownSettings.CONSOLE_ZONE);
    }

    /** Whether this is the run command's demonstration, which has demo users and may have demo orders. */
    public boolean demo() {
        return get(KnownSettings.DEMO);
    }

    /** Whether a demo database without orders gets a few. */
    public boolean demoOrders() {
        return get(KnownSettings.DEMO_ORDERS);
    }

    /** The password of the demo users, where the run command has set one. Secret. */
    public Optional<String> demoPassword() {
        return find(KnownSettings.DEMO_PASSWORD);
    }

    private <T> T get(Setting<T> setting) {
        return find(setting).orElseThrow();
    }

    @SuppressWarnings("unchecked") // the map holds under a setting what that setting read
    private <T> Optional<T> find(Setting<T> setting) {
        return Optional.ofNullable((T) read.get(setting));
    }
}
