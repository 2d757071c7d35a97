package ee.qfpay.worklist;

/** Why a person is needed. */
public enum Cause {
    /** QFPay reports a payment as paid that had failed or was closed here: the money is there, the sale may not be. */
    LATE_SUCCESS,
    /** QFPay reports a further payment of one order. */
    DUPLICATE_PAYMENT,
    /** QFPay reports another amount or currency than was ordered, and confirms it; nothing was booked. */
    DISPUTED,
    /**
     * QFPay now denies what it had confirmed, and the confirmed state stands; or it told unasked of other money than was
     * ordered, and nothing was booked.
     */
    CONTRADICTION,
    /** A movement of money that the connector did not ask for. */
    FOREIGN_MOVEMENT,
    /** More went back than was paid. */
    OVERDRAWN,
    /** QFPay has not settled it within the horizon; it is asked about more rarely. */
    STILL_UNSETTLED,
    /** The row's account is not configured in this deployment: nobody asks QFPay about it. */
    ACCOUNT_MISSING,
    /** Paid in QFPay's live testing, where the money is real and not settled: it has to go back. */
    TEST_MONEY,
    /**
     * A refund that waited was given up, its amount free again: QFPay put it off so often, or for so long; or so much went back
     * otherwise that it was more than was left.
     */
    REFUND_GIVEN_UP,
    /** Paid or refunded here, and QFPay's books of that day do not have it. */
    MISSING_AT_QFPAY,
    /** QFPay's books of a day have another amount or currency than ours. */
    AMOUNT_DIFFERS,
    /** Money moved by QFPay's books of a day and not by ours, or the other way round. */
    STATE_DIFFERS,
    /** QFPay's books of a day and ours differ in so much that there is no item for each of it. */
    DAY_DIFFERS,
    /** A day could not be compared with QFPay's books: nobody knows whether it ties. */
    DAY_NOT_COMPARED
}
