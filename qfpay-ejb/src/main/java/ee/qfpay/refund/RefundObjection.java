package ee.qfpay.refund;

/**
 * What stands against a refund by the connector's own rules.
 *
 * @param text for people, in English; the kind's name is the stable word for programs and other languages
 */
public record RefundObjection(Kind kind, String text) {

    /** The rules that can be broken. */
    public enum Kind {
        NOT_PAID,
        PAY_TYPE_NOT_REFUNDABLE,
        QFPAY_NUMBER_UNKNOWN,
        REFUND_UNSETTLED,
        NOTHING_LEFT,
        MORE_THAN_LEFT,
        WINDOW_OVER,
        SAME_DAY_CARD_PARTIAL,
        DAILY_CAP_OF_ACCOUNT,
        DAILY_CAP_OF_CALLER
    }
}
