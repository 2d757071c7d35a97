package ee.qfpay.refund;

import java.util.EnumSet;
import java.util.Set;

/**
 * Where a refund stands, with the table of its legal moves. {@code FAILED -> REFUNDED} is the late success: QFPay says
 * that the money went back after all.
 */
public enum RefundState {
    /** Waits for a second person. */
    REQUESTED,
    /** The second person said no. */
    REJECTED,
    /** Nobody approved it in time. */
    EXPIRED,
    /** Taken back before it was sent. */
    WITHDRAWN,
    /** Kept here, its amount set aside, its number claimed, being sent. */
    RECORDED,
    /** QFPay says that the money goes back. */
    REFUNDED,
    /** QFPay may or may not have it; the amount stays set aside. */
    IN_DOUBT,
    /** QFPay takes it later; the amount stays set aside. */
    DEFERRED,
    /** Definitely refused; the amount is free again. */
    FAILED;

    private static final Set<RefundState> BEFORE_THE_POLLER = EnumSet.of(RECORDED, IN_DOUBT, DEFERRED);

    private static final Set<RefundState> ASKED_ABOUT = EnumSet.of(RECORDED, IN_DOUBT);

    /** The states this one may become. */
    public Set<RefundState> successors() {
        return switch (this) {
            case REQUESTED -> EnumSet.of(REJECTED, EXPIRED, WITHDRAWN, RECORDED);
            case RECORDED -> EnumSet.of(REFUNDED, IN_DOUBT, DEFERRED, FAILED);
            case IN_DOUBT -> EnumSet.of(REFUNDED, DEFERRED, FAILED);
            case DEFERRED -> EnumSet.of(RECORDED, WITHDRAWN, FAILED);
            case FAILED -> EnumSet.of(REFUNDED);
            case REJECTED, EXPIRED, WITHDRAWN, REFUNDED -> EnumSet.noneOf(RefundState.class);
        };
    }

    /** Whether the table allows the move. */
    public boolean mayBecome(RefundState next) {
        return successors().contains(next);
    }

    /** Whether QFPay is asked about it. */
    public boolean isAskedAbout() {
        return ASKED_ABOUT.contains(this);
    }

    /** Whether the poller has something to do for it: to ask, or to send it when its time has come. */
    boolean isBeforeThePoller() {
        return BEFORE_THE_POLLER.contains(this);
    }

    /** Whether its amount is set aside on the payment. */
    boolean holdsReservation() {
        return this == RECORDED || this == IN_DOUBT || this == DEFERRED;
    }
}
