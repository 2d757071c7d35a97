package ee.qfpay.account;

import ee.qfpay.signing.ClientKey;
import ee.qfpay.signing.SignType;
import java.net.URI;
import java.time.Duration;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/**
 * One merchant account at QFPay: where it is, who we are there, and how we talk to it. Two accounts are equal when
 * their names are. {@code toString} shows no credential.
 */
public final class Account {
    /** The name of the account that everybody means who names none. */
    public static final String STANDARD = "default";

    private final String name;
    private final Environment environment;
    private final Credentials credentials;
    private final Talk talk;
    private final Trade trade;
    private final Optional<String> publicAddress;

    Account(
            String name,
            Environment environment,
            Credentials credentials,
            Talk talk,
            Trade trade,
            Optional<String> publicAddress) {
        this.name = Objects.requireNonNull(name);
        this.environment = Objects.requireNonNull(environment);
        this.credentials = Objects.requireNonNull(credentials);
        this.talk = Objects.requireNonNull(talk);
        this.trade = Objects.requireNonNull(trade);
        this.publicAddress = publicAddress;
    }

    /** Who we are: an app code, its keys (the first signs, all verify) and the merchant id if QFPay issued one. */
    record Credentials(String appCode, List<ClientKey> keys, Optional<String> mchid) {
        Credentials {
            keys = List.copyOf(keys);
        }

        @Override
        public String toString() {
            return "Credentials[hidden]";
        }
    }

    /** How we talk to QFPay. */
    record Talk(
            URI baseAddress,
            WayOut wayOut,
            SignType signType,
            ResponseSignature responseSignature,
            RefundIdentification refundIdentification,
            ZoneId zone,
            Duration connectTimeout,
            Duration readTimeout,
            Duration callerLimit,
            int perSecond,
            int perMinute,
            int keptPercent,
            int together,
            int breakerCalls,
            Duration breakerWait) {}

    /**
     * What the account sells by: pay types that may be refunded against the guide's word, those it takes (none named
     * means all), those outside the code table with how payer and merchant meet, as it was written, within how many days
     * they are refunded and how much on one day, how unpaid orders are taken back, and who gives back what is paid in live testing.
     */
    record Trade(
            Set<String> refundable,
            Set<String> allowed,
            Map<String, String> further,
            RefundWindows refundWindows,
            RefundCaps refundCaps,
            CancelMethods cancelMethods,
            TestRefund testRefund) {
        Trade {
            refundable = Set.copyOf(refundable);
            allowed = Set.copyOf(allowed);
            further = Map.copyOf(further);
        }
    }

    /** How much may be asked back on one day: of the account, and by one caller. */
    public record RefundCaps(DailyCap ofAccount, DailyCap ofCaller) {
        /** Whether anything is capped. */
        public boolean isAny() {
            return !ofAccount.equals(DailyCap.NONE) || !ofCaller.equals(DailyCap.NONE);
        }
    }

    /** The name this account has with us; at most 32 characters, safe in addresses and the database. */
    public String name() {
        return name;
    }

    public Environment environment() {
        return environment;
    }

    /** Where requests go, without a slash at the end. */
    public URI baseAddress() {
        return talk.baseAddress();
    }

    /** How requests leave for QFPay. */
    public WayOut wayOut() {
        return talk.wayOut();
    }

    public String appCode() {
        return credentials.appCode();
    }

    /** The first key signs; every one of them may have signed what QFPay sends. Never empty. */
    public List<ClientKey> keys() {
        return credentials.keys();
    }

    /** The merchant id; empty when QFPay issued none, and then it must not be sent. */
    public Optional<String> mchid() {
        return credentials.mchid();
    }

    /**
     * Whom order numbers belong to: a stable fingerprint of environment, app code and merchant id, 32 lower-case hex
     * digits. Safe to store and to show.
     */
    public String merchant() {
        return MerchantFingerprint.of(environment, appCode(), mchid());
    }

    public SignType signType() {
        return talk.signType();
    }

    public ResponseSignature responseSignature() {
        return talk.responseSignature();
    }

    /** The zone the merchant's own times (txdtm) are written in. */
    public ZoneId zone() {
        return talk.zone();
    }

    public Duration connectTimeout() {
        return talk.connectTimeout();
    }

    public Duration readTimeout() {
        return talk.readTimeout();
    }

    /** The longest a caller waits for room in the budget or for another caller's answer. */
    public Duration callerLimit() {
        return talk.callerLimit();
    }

    /** Where QFPay posts notifications of this account; empty when no public address is configured. */
    public Optional<String> notifyAddress() {
        return publicAddress.map(address -> address + "/callback/" + name);
    }

    /** Whether the configuration allows refunds of a pay type the guide says can not be refunded. */
    public boolean allowsRefundOf(String payType) {
        return trade.refundable().contains(payType);
    }

    /** The pay types that the configuration allows to be refunded against the guide's word, six digits each. */
    public Set<String> refundsAllowed() {
        return trade.refundable();
    }

    /** The pay types new orders may have, six digits each; empty when all may. */
    public Set<String> payTypesAllowed() {
        return trade.allowed();
    }

    /** Pay types that QFPay's code table does not know and this account takes, each with its presentment as written. */
    public Map<String, String> payTypesFurther() {
        return trade.further();
    }

    /** Who gives back what is paid, should this be an account of live testing. */
    public TestRefund testRefund() {
        return trade.testRefund();
    }

    /** The days within which QFPay refunds a pay type, where this account's are not those of the table of pay types. */
    public RefundWindows refundWindows() {
        return trade.refundWindows();
    }

    /** How much may be asked back of this account on one day. */
    public RefundCaps refundCaps() {
        return trade.refundCaps();
    }

    public RefundIdentification refundIdentification() {
        return talk.refundIdentification();
    }

    /** How unpaid orders are taken back, by their pay type. */
    public CancelMethods cancelMethods() {
        return trade.cancelMethods();
    }

    /** Requests QFPay takes in any second. */
    public int perSecond() {
        return talk.perSecond();
    }

    /** Requests QFPay takes in any 60 seconds. */
    public int perMinute() {
        return talk.perMinute();
    }

    /** Percent of both limits that enquiries leave to payments, refunds and cancellations. */
    public int keptPercent() {
        return talk.keptPercent();
    }

    /** So many requests may be on their way at a time. */
    public int together() {
        return talk.together();
    }

    /** Over so many requests it is judged whether QFPay can be reached. */
    public int breakerCalls() {
        return talk.breakerCalls();
    }

    /** For how long nothing is sent once it cannot. */
    public Duration breakerWait() {
        return talk.breakerWait();
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Account account && name.equals(account.name);
    }

    @Override
    public int hashCode() {
        return name.hashCode();
    }

    @Override
    public String toString() {
        return "Account[" + name + " at " + environment.code() + ", " + baseAddress() + "]";
    }
}
