package ee.qfpay.watch;

import ee.qfpay.account.Account;
import ee.qfpay.account.Settings;
import ee.qfpay.gateway.SentCall;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.logging.Logger;

/**
 * How far QFPay's clock is from ours, by account, and one warning when that is too far: orders would expire at the wrong moment,
 * and lists would be read of the wrong time.
 */
@ApplicationScoped
class ClockSkews {
    private static final Logger LOG = Logger.getLogger(ClockSkews.class.getName());

    private final Map<String, ClockSkew> byAccount = new ConcurrentHashMap<>();
    private Duration limit = Duration.ZERO;

    /** For the container's client proxy only. */
    protected ClockSkews() {}

    @Inject
    ClockSkews(Settings settings) {
        this.limit = settings.clockSkewToWarnOf();
    }

    /** Takes in what a call told of QFPay's clock, if it did. */
    void told(SentCall call) {
        call.toldSkew().ifPresent(skew -> tell(call.account().name(), skew));
    }

    /** How far QFPay's clock is ahead of ours, as far as that is known. */
    Optional<Duration> of(Account account) {
        return Optional.ofNullable(byAccount.get(account.name())).flatMap(ClockSkew::figure);
    }

    private void tell(String account, Duration skew) {
        ClockSkew clock = byAccount.computeIfAbsent(account, name -> new ClockSkew(limit));
        switch (clock.told(skew)) {
            case TOO_FAR ->
                LOG.warning(() -> "The clock of this machine and QFPay's are " + seconds(clock) + " s apart (account "
                        + account + "): look whether this machine's time is synchronized");
            case BACK -> LOG.info(() -> "The clock of this machine and QFPay's agree again (account " + account + ")");
            case AS_BEFORE -> {
                // said once
            }
        }
    }

    private static String seconds(ClockSkew clock) {
        return clock.figure().map(skew -> Long.toString(skew.abs().toSeconds())).orElse("?");
    }
}
