package ee.qfpay.payment;

import java.util.EnumSet;
import java.util.Set;

/**
 * Where a payment stands, with the table of its legal moves.
 *
 * <p>PAID is left by nothing: refunds are amounts on a payment, not states of it. {@code CLOSED -> PAID} and
 * {@code FAILED -> PAID} are the late successes: QFPay says that the money came after all, so it is booked and the work
 * list is told.
 */
public enum PaymentState {
    /** Kept here, its number claimed, being sent. */
    RECORDED,
    /** The payer's turn. */
    AWAITING_PAYER,
    /** QFPay may or may not have it. */
    IN_DOUBT,
    /** Proven never sent; the same number may go again. */
    NOT_SENT,
    /** QFPay says that the money is there. */
    PAID,
    /** QFPay refused it. */
    FAILED,
    /** Ended unpaid: expired, cancelled, or never arrived. */
    CLOSED;

    private static final Set<PaymentState> OPEN = EnumSet.of(RECORDED, AWAITING_PAYER, IN_DOUBT);

    /** The states this one may become. */
    public Set<PaymentState> successors() {
        return switch (this) {
            case RECORDED -> EnumSet.of(AWAITING_PAYER, IN_DOUBT, NOT_SENT, PAID, FAILED);
            case AWAITING_PAYER -> EnumSet.of(IN_DOUBT, PAID, FAILED, CLOSED);
            case IN_DOUBT -> EnumSet.of(AWAITING_PAYER, PAID, FAILED, CLOSED);
            case NOT_SENT -> EnumSet.of(RECORDED);
            case FAILED, CLOSED -> EnumSet.of(PAID);
            case PAID -> EnumSet.noneOf(PaymentState.class);
        };
    }

    /** Whether the table allows the move. */
    public boolean mayBecome(PaymentState next) {
        return successors().contains(next);
    }

    /** Whether something may still happen by itself: the poller watches these and no others. */
    public boolean isOpen() {
        return OPEN.contains(this);
    }

    /** Whether the move to {@code next} is money that came after we had given the payment up. */
    boolean isLateSuccess(PaymentState next) {
        return next == PAID && (this == FAILED || this == CLOSED);
    }
}
