package ee.qfpay.account;

import ee.qfpay.signing.SignType;
import java.time.Duration;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.List;
import java.util.stream.Stream;

/** Every property of the connector: the rows of the table in {@code docs/configuration.md}. */
final class KnownSettings {
    /** Stands in a documented name for the name of a further account, or of a receiver of webhooks. */
    static final String ANY_ACCOUNT = "<name>";

    /** Stands in a documented name for {@code sandbox}, {@code test} or {@code prod}. */
    static final String ANY_ENVIRONMENT = "<env>";

    // ---- who we are to QFPay
    static final Setting<String> ENV = Setting.free(
            "qfpay.env",
            "sandbox",
            "sandbox, test or prod, in any letter case",
            "Which QFPay the credentials belong to.");
    static final Setting<String> APP_CODE =
            credential("qfpay.appcode", "The app code QFPay gave the merchant.", AccountRules.APP_CODE);
    static final Setting<String> KEY =
            credential("qfpay.key", "The client key that belongs to the app code. Secret.", AccountRules.KEY);
    static final Setting<String> MCHID = credential(
            "qfpay.mchid", "The merchant id, if QFPay issued one; otherwise leave it unset.", AccountRules.MCHID);
    static final Setting<String> PREVIOUS_KEYS = credential(
            "qfpay.key.previous",
            "Earlier client keys, separated by commas, that may still verify what QFPay signs while a key is being changed. Secret.",
            AccountRules.PREVIOUS_KEYS);
    static final Setting<SignType> SIGN_TYPE =
            Setting.choice("qfpay.sign.type", SignType.SHA256, "The digest that signs requests.");
    static final Setting<String> BASE_URL = Setting.free(
            "qfpay.base.url",
            "",
            "https, or http to this machine; not the host of another environment; only with sandbox and test",
            "Points sandbox or test elsewhere, for example at a test double.");
    static final Setting<String> PUBLIC_URL = Setting.free(
            "qfpay.public.url",
            "",
            "an http or https address of at most 200 characters; with prod https on port 443",
            "Where QFPay reaches this server from outside, up to the context root of qfpay-web. Without it payments are only polled.");
    static final Setting<ZoneId> ZONE =
            Setting.zone("qfpay.zone", "Asia/Hong_Kong", "The zone the merchant's own times (txdtm) are written in.");
    static final Setting<String> REFUNDABLE = Setting.text(
            "qfpay.refund.allow",
            "",
            200,
            "Pay types, separated by commas, that may be refunded although the guide says not (802001, FPS).");
    static final Setting<String> PAY_TYPES_ALLOWED = Setting.text(
            "qfpay.pay.types.allow",
            "",
            500,
            "Pay types, separated by commas, that new orders may have. Without it all of the code table and of qfpay.pay.types.further.");
    static final Setting<String> PAY_TYPES_FURTHER = Setting.text(
            "qfpay.pay.types.further",
            "",
            1_000,
            "Pay types that the code table does not know, separated by commas, each with how payer and merchant meet, as in 802010:IN_APP.");
    static final Setting<TestRefund> TEST_REFUND = Setting.choice(
            "qfpay.test.refund",
            TestRefund.MANUAL,
            "Who gives back what is paid in live testing (environment test), where it is not settled: a person, on the work list, or the connector itself, the same day.");
    static final Setting<RefundIdentification> REFUND_IDENTIFICATION = Setting.choice(
            "qfpay.refund.identification",
            RefundIdentification.BOTH,
            "The field by which a refund names the original payment.");
    static final Setting<String> REFUND_WINDOW = Setting.text(
            "qfpay.refund.window",
            "",
            400,
            "Days within which QFPay refunds a pay type, where they are not those of the table of pay types: pairs such as 805801=90, or 800201=any for no limit, separated by commas.");
    static final Setting<String> REFUND_CAP_ACCOUNT = Setting.text(
            "qfpay.refund.cap.account",
            "",
            400,
            "The most that may be asked back of this account on one day (UTC+8), in minor units: one number for every currency, or pairs such as HKD=5000000, JPY=600000, *=0 for all others. Without it there is no cap.");
    static final Setting<String> REFUND_CAP_CALLER = Setting.text(
            "qfpay.refund.cap.caller",
            "",
            400,
            "The same for what one caller, a user of the console or another application's, may ask back of this account.");
    static final Setting<ResponseSignature> RESPONSE_SIGNATURE = Setting.choice(
            "qfpay.response.signature", ResponseSignature.IF_PRESENT, "What is asked of the signature of an answer.");

    static final Setting<String> ACCOUNTS = Setting.free(
            "qfpay.accounts",
            "",
            AccountRules.NAMES,
            "Names of further accounts, separated by commas; each is set by qfpay.account.<name>.… below.");
    static final Setting<CancelMethod> CANCEL_METHOD = Setting.choice(
            "qfpay.cancel.method",
            CancelMethod.AUTOMATIC,
            "How an unpaid order is taken back: by close, by reversal, or as its pay type suggests.");
    static final Setting<String> CANCEL_METHOD_OF = Setting.text(
            "qfpay.cancel.method.of",
            "",
            400,
            "Pay types whose unpaid orders are taken back in another way: pairs such as 800101=reversal, separated by commas.");

    // ---- talking to QFPay
    static final Setting<Duration> CONNECT_TIMEOUT = Setting.duration(
            "qfpay.connect.timeout", "5s", "100ms", "60s", "How long opening a connection to QFPay may take.");
    static final Setting<Duration> READ_TIMEOUT = Setting.duration(
            "qfpay.read.timeout",
            "30s",
            "100ms",
            "10m",
            "How long QFPay may take to answer; after that the outcome is in doubt.");
    static final Setting<Duration> CALLER_LIMIT = Setting.duration(
            "qfpay.caller.limit",
            "10s",
            "0s",
            "10m",
            "How long a caller waits for room in the rate limit, or for another caller's answer to the same order.");
    static final Setting<String> PROXY = Setting.free(
            "qfpay.proxy",
            "",
            "none, or host and port of a proxy without user and password, such as proxy.example.com:3128",
            "The HTTP proxy through which QFPay is reached. Without it the JVM's own proxy settings hold.");
    static final Setting<String> TRUST_STORE = Setting.free(
            "qfpay.tls.truststore",
            "",
            "a readable file of at most 1 MiB",
            "The certificates that vouch for QFPay, and no others. Without it those of the JVM.");
    static final Setting<StoreType> TRUST_STORE_TYPE =
            Setting.choice("qfpay.tls.truststore.type", StoreType.PKCS12, "The form of that file.");
    static final Setting<String> TRUST_STORE_PASSWORD =
            Setting.secret("qfpay.tls.truststore.password", 200, "The password of that file. Secret.");

    // ---- asking again
    static final Setting<Boolean> POLLING = Setting.toggle(
            "qfpay.poll", true, "Whether the timer asks QFPay about what is not settled. Off only in tests.");
    static final Setting<Duration> POLL_INTERVAL =
            Setting.duration("qfpay.poll.interval", "10s", "100ms", "1h", "Pause between two runs of the poller.");
    static final Setting<Duration> POLL_FIRST = Setting.duration(
            "qfpay.poll.first", "5s", "0s", "1h", "Delay of the first enquiry after a payment or refund was sent.");
    static final Setting<Duration> POLL_CAP = Setting.duration(
            "qfpay.poll.cap", "5m", "1s", "24h", "Longest pause between two enquiries about the same row.");
    static final Setting<Integer> POLL_BATCH =
            Setting.number("qfpay.poll.batch", 1_000, 1, 10_000, "Rows of one account that the poller leases at once.");
    static final Setting<Integer> POLL_WIDTH = Setting.number(
            "qfpay.poll.width", 4, 1, 16, "Requests of one account that the poller has under way at once.");
    static final Setting<Boolean> POLL_LISTS = Setting.toggle(
            "qfpay.poll.lists",
            true,
            "Whether the poller reads QFPay's list where that costs fewer calls than numbers.");
    static final Setting<Duration> POLL_LEASE =
            Setting.duration("qfpay.poll.lease", "2m", "1s", "1h", "How long a node keeps a leased row to itself.");
    static final Setting<Duration> CPM_PATIENCE = Setting.duration(
            "qfpay.cpm.patience",
            "2m",
            "1s",
            "1h",
            "How long a scanned payment may stay in progress before it is reversed.");
    static final Setting<Duration> EXPIRY_GRACE = Setting.duration(
            "qfpay.expiry.grace", "60s", "0s", "1h", "Time after an order's expiry before it is closed as unpaid.");
    static final Setting<Duration> POLL_HORIZON = Setting.duration(
            "qfpay.poll.horizon", "24h", "1m", "30d", "Age after which a row goes to the slow lane and the work list.");
    static final Setting<Duration> SLOW_LANE = Setting.duration(
            "qfpay.poll.slow.interval", "6h", "1m", "7d", "Pause between two enquiries about a row in the slow lane.");

    static final Setting<Duration> WINDOW = Setting.duration(
            "qfpay.window.interval",
            "1h",
            "0s",
            "24h",
            "Pause between two readings of QFPay's own list for money that moved without us; 0s turns them off.");

    static final Setting<LocalTime> RECONCILIATION_TIME = Setting.timeOfDay(
            "qfpay.reconciliation.time",
            "04:00",
            "When the days before are compared with QFPay's own list each night.");
    static final Setting<Integer> RECONCILIATION_DAYS = Setting.number(
            "qfpay.reconciliation.days",
            3,
            0,
            60,
            "How many days before are compared each night; 0 leaves it to people.");

    // ---- refunds
    static final Setting<Blackout> REFUND_BLACKOUT = Setting.blackout(
            "qfpay.refund.blackout",
            "23:30-00:30",
            "When QFPay takes no refunds. One that is asked for then is kept and sent afterwards.");
    static final Setting<Duration> REFUND_SPACING = Setting.duration(
            "qfpay.refund.spacing",
            "2s",
            "0s",
            "1m",
            "Time between two refunds of one order. The second one waits, in the call or a little longer.");
    static final Setting<LocalTime> REFUND_TAKINGS = Setting.timeOfDay(
            "qfpay.refund.takings",
            "11:00",
            "When a refund goes again for which the unsettled takings were too small: the next such time.");
    static final Setting<Integer> REFUND_DEFERRALS = Setting.number(
            "qfpay.refund.deferrals",
            5,
            0,
            100,
            "How often in a row QFPay may put off a refund for one reason before it is given up.");
    static final Setting<Duration> REFUND_PATIENCE = Setting.duration(
            "qfpay.refund.patience",
            "10d",
            "1h",
            "60d",
            "Age at which a refund that QFPay puts off again is given up, whatever the reason.");

    // ---- notifications
    static final Setting<Integer> UNVERIFIED_PER_DAY = Setting.number(
            "qfpay.notification.unverified.day",
            1_000,
            0,
            1_000_000,
            "Notifications without a right signature kept per day.");
    static final Setting<Integer> VERIFIED_PER_DAY = Setting.number(
            "qfpay.notification.verified.day",
            1_000_000,
            1_000,
            100_000_000,
            "Notifications with a right signature kept per day.");

    static final Setting<List<AddressRange>> NOTIFICATION_SOURCES = Setting.ranges(
            "qfpay.notification.sources",
            "From where notifications are taken; others get 403 and nothing is kept. Without it from anywhere.");
    static final Setting<List<AddressRange>> NOTIFICATION_PROXIES = Setting.ranges(
            "qfpay.notification.proxies",
            "Proxies in front of this server whose X-Forwarded-For is believed. Without it nobody's is.");

    // ---- database, console, run command
    static final Setting<String> DB_CLASS =
            database("qfpay.db.class", "org.h2.jdbcx.JdbcDataSource", "Class of the data source.");
    static final Setting<String> DB_URL =
            database("qfpay.db.url", "", "JDBC address. Without it a file of H2, named by the environment.");
    static final Setting<String> DB_USER = database("qfpay.db.user", "sa", "Database user.");
    static final Setting<String> DB_PASSWORD =
            database("qfpay.db.password", "", "Password of the database user. Secret.");
    static final Setting<Boolean> H2_IN_PRODUCTION = Setting.toggle(
            "qfpay.h2.production", false, "Whether prod may run on H2, which is one file on one machine.");
    static final Setting<String> ADMIN_PASSWORD = Setting.secret(
            "qfpay.admin.password",
            200,
            "Password of the first administrator. Without it one is generated into a file. Secret.");
    static final Setting<ZoneId> CONSOLE_ZONE = Setting.zone(
            "qfpay.console.zone", "Asia/Hong_Kong", "The zone in which the console shows and takes times.");
    static final Setting<Boolean> DEMO = Setting.toggle(
            "qfpay.demo",
            false,
            "Whether a database of the local sandbox gets the demo users, and with qfpay.demo.orders the demo orders. Set by the run command only.");
    static final Setting<String> DEMO_PASSWORD = Setting.secret(
            "qfpay.demo.password",
            200,
            "Password of the demo users viewer, clerk and admin. Set by the run command only. Secret.");
    static final Setting<Boolean> DEMO_ORDERS = Setting.toggle(
            "qfpay.demo.orders",
            false,
            "Whether a demo database without orders gets a few, paid at the local sandbox. Set by the run command only.");
    static final Setting<String> LOCAL_URL =
            runCommand("qfpay.local.sandbox.url", "Address of the local sandbox; must be this machine.");
    static final Setting<String> LOCAL_APP_CODE =
            runCommand("qfpay.local.sandbox.appcode", "App code of the local sandbox.");
    static final Setting<String> LOCAL_KEY = runCommand("qfpay.local.sandbox.key", "Client key of the local sandbox.");
    static final Setting<String> LOCAL_MCHID =
            runCommand("qfpay.local.sandbox.mchid", "Merchant id at the local sandbox, if it wants one.");

    /** What may also be set for one environment alone, under {@code qfpay.<env>.…}, which is then taken first. */
    static final List<Setting<?>> PER_ENVIRONMENT = List.of(APP_CODE, KEY, MCHID, PREVIOUS_KEYS, SIGN_TYPE);

    /** What an account is made of: the standard one by these names, a further one by {@code qfpay.account.<name>.…}. */
    static final List<Setting<?>> ACCOUNT = List.of(
            ENV,
            APP_CODE,
            KEY,
            MCHID,
            PREVIOUS_KEYS,
            SIGN_TYPE,
            BASE_URL,
            PUBLIC_URL,
            ZONE,
            REFUNDABLE,
            PAY_TYPES_ALLOWED,
            PAY_TYPES_FURTHER,
            TEST_REFUND,
            REFUND_IDENTIFICATION,
            REFUND_WINDOW,
            REFUND_CAP_ACCOUNT,
            REFUND_CAP_CALLER,
            RESPONSE_SIGNATURE,
            CANCEL_METHOD,
            CANCEL_METHOD_OF,
            CONNECT_TIMEOUT,
            READ_TIMEOUT,
            CALLER_LIMIT,
            PROXY,
            TRUST_STORE,
            TRUST_STORE_TYPE,
            TRUST_STORE_PASSWORD,
            LimitSettings.PER_SECOND,
            LimitSettings.PER_MINUTE,
            LimitSettings.KEPT,
            LimitSettings.TOGETHER,
            LimitSettings.BREAKER_CALLS,
            LimitSettings.BREAKER_WAIT);

    /** What {@link Settings} reads and checks at start. */
    static final List<Setting<?>> GENERAL = List.of(
            POLLING,
            POLL_INTERVAL,
            POLL_FIRST,
            POLL_CAP,
            POLL_BATCH,
            POLL_WIDTH,
            POLL_LISTS,
            POLL_LEASE,
            CPM_PATIENCE,
            EXPIRY_GRACE,
            POLL_HORIZON,
            SLOW_LANE,
            WINDOW,
            RECONCILIATION_TIME,
            RECONCILIATION_DAYS,
            REFUND_BLACKOUT,
            REFUND_SPACING,
            REFUND_TAKINGS,
            REFUND_DEFERRALS,
            REFUND_PATIENCE,
            UNVERIFIED_PER_DAY,
            VERIFIED_PER_DAY,
            NOTIFICATION_SOURCES,
            NOTIFICATION_PROXIES,
            H2_IN_PRODUCTION,
            ADMIN_PASSWORD,
            CONSOLE_ZONE,
            DEMO,
            DEMO_PASSWORD,
            DEMO_ORDERS);

    /**
     * Which further accounts there are, what the server reads when it makes the data source, and where the local sandbox
     * is.
     */
    private static final List<Setting<?>> ELSEWHERE = List.of(
            ACCOUNTS, DB_CLASS, DB_URL, DB_USER, DB_PASSWORD, LOCAL_URL, LOCAL_APP_CODE, LOCAL_KEY, LOCAL_MCHID);

    static final List<Setting<?>> ALL = Stream.of(
                    ACCOUNT,
                    GENERAL,
                    WatchSettings.GENERAL,
                    ELSEWHERE,
                    WebhookSettings.GENERAL,
                    WebhookSettings.RECEIVERS)
            .<Setting<?>>flatMap(List::stream)
            .toList();

    private KnownSettings() {}

    /** The name a setting has for one environment or account alone: {@code qfpay.key} becomes {@code qfpay.prod.key}. */
    static String nameFor(String level, Setting<?> setting) {
        return "qfpay." + level + setting.name().substring("qfpay".length());
    }

    private static Setting<String> credential(String name, String purpose, String rule) {
        return Setting.free(name, "", rule, purpose);
    }

    private static Setting<String> database(String name, String standard, String purpose) {
        return Setting.free(name, standard, "read by the server when it makes the data source", purpose);
    }

    private static Setting<String> runCommand(String name, String purpose) {
        return Setting.free(name, "", "set by the run command only", purpose);
    }
}
