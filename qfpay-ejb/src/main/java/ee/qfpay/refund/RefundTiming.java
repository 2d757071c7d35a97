package ee.qfpay.refund;

import ee.qfpay.account.Account;
import ee.qfpay.account.Blackout;
import ee.qfpay.account.Settings;
import ee.qfpay.gateway.Outcome;
import ee.qfpay.gateway.PutOff;
import ee.qfpay.gateway.Reply;
import ee.qfpay.ledger.Sent;
import ee.qfpay.payment.CallTime;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Optional;

/** When a refund may be sent, and when it goes again that QFPay put off. QFPay's day and hours are those of UTC+8. */
@ApplicationScoped
public class RefundTiming {

    static final ZoneOffset QFPAY_ZONE = ZoneOffset.ofHours(8);

    /** How far QFPay's clock and ours may be apart. */
    static final Duration SLACK = Duration.ofMinutes(5);

    private static final Duration SHORTEST_WAIT = Duration.ofSeconds(10);
    private static final Duration LONGEST_WAIT = Duration.ofHours(1);
    private static final int MOST_GROWTH = 6;

    private Settings settings;

    /** For the container's client proxy only. */
    protected RefundTiming() {}

    @Inject
    public RefundTiming(Settings settings) {
        this.settings = settings;
    }

    /** QFPay's finance day of a moment. */
    static LocalDate dayOf(Instant moment) {
        return moment.atOffset(QFPAY_ZONE).toLocalDate();
    }

    /** The first moment of QFPay's finance day that this moment lies in. */
    static Instant startOfDay(Instant moment) {
        return dayOf(moment).atStartOfDay().toInstant(QFPAY_ZONE);
    }

    /** The wait, if QFPay takes no refunds at this moment. */
    Optional<Deferral> closed(Instant now) {
        Blackout blackout = settings.refundBlackout();
        return blackout.isAt(now)
                ? Optional.of(new Deferral(DeferralReason.CLOSED_HOURS, blackout.endAfter(now)))
                : Optional.empty();
    }

    /**
     * From when on another refund of the same order may be sent. While a call has no answer yet, only a later look can
     * tell.
     *
     * @param last the order's latest refund call
     */
    Instant spaced(Optional<Sent> last, Account account, Instant now) {
        if (last.isEmpty()) {
            return now;
        }
        Instant sent = last.get().sentAt();
        boolean underWay = last.get().answeredAt().isEmpty()
                && sent.plus(CallTime.longest(account)).isAfter(now);
        return underWay
                ? now.plus(settings.refundSpacing())
                : last.get().answeredAt().orElse(sent).plus(settings.refundSpacing());
    }

    /** The wait that an answer asks for, or empty where it is no answer that asks for one. */
    Optional<Deferral> after(Reply reply, Refund refund, Instant now) {
        if (isNotLookedAt(reply) && refund.wasPutOff()) {
            return Optional.of(busy(refund, now));
        }
        return reply.putOff().flatMap(why -> after(why, refund, now));
    }

    private Optional<Deferral> after(PutOff why, Refund refund, Instant now) {
        return switch (why) {
            case BUSY -> Optional.of(busy(refund, now));
            case TAKINGS -> Optional.of(new Deferral(DeferralReason.TAKINGS, nextTakings(now)));
            case CLOSED_HOURS -> afterHours(now);
        };
    }

    /** The code for the hour has a second meaning, "too old": outside of the hours it is that one. */
    private Optional<Deferral> afterHours(Instant now) {
        Blackout configured = settings.refundBlackout();
        Blackout blackout = configured.equals(Blackout.NONE) ? Blackout.OF_THE_GUIDE : configured;
        if (!blackout.isAbout(now, SLACK)) {
            return Optional.empty();
        }
        Instant until = blackout.isAt(now) || blackout.isAt(now.plus(SLACK)) ? blackout.endAfter(now) : now.plus(SLACK);
        return Optional.of(new Deferral(DeferralReason.CLOSED_HOURS, until));
    }

    private Instant nextTakings(Instant now) {
        Instant today = dayOf(now).atTime(settings.refundTakings()).toInstant(QFPAY_ZONE);
        return today.isAfter(now) ? today : today.plus(Duration.ofDays(1));
    }

    /** Four times as long each time in a row. */
    private static Deferral busy(Refund refund, Instant now) {
        int before = Math.min(MOST_GROWTH, refund.deferralsFor(DeferralReason.BUSY));
        Duration wait = SHORTEST_WAIT.multipliedBy(1L << (2 * before));
        Duration bounded = wait.compareTo(LONGEST_WAIT) < 0 ? wait : LONGEST_WAIT;
        return new Deferral(DeferralReason.BUSY, now.plus(bounded));
    }

    /**
     * Whether QFPay put it off often enough, or for long enough: then it is given up. How often QFPay could not be reached
     * says nothing of the refund, so only time counts then.
     */
    boolean isTooMuch(Deferral deferral, Refund refund, Reply reply) {
        boolean tooOften =
                !isNotLookedAt(reply) && refund.deferralsFor(deferral.reason()) >= settings.refundDeferrals();
        return tooOften || deferral.until().isAfter(refund.recordedAt().plus(settings.refundPatience()));
    }

    private static boolean isNotLookedAt(Reply reply) {
        return reply.outcome() == Outcome.NOT_SENT || reply.outcome() == Outcome.BUSY;
    }
}
