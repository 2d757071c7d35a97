package ee.qfpay.model;

/** What can happen to a shop. */
enum Act {
    /** An order that the payer scans. */
    ORDER,
    /** An order by the code that the payer shows. */
    ORDER_BY_CODE,
    PAYER_PAYS,
    PAYER_DECLINES,
    TIME_IS_OVER,
    /** One of the notifications so far arrives, perhaps not for the first time, nor in its turn. */
    NOTIFICATION,
    INBOX,
    POLL,
    READ_LIST,
    ENQUIRE,
    CANCEL,
    REFUND,
    ENQUIRE_REFUND,
    WITHDRAW,
    REFUND_ELSEWHERE,
    PAY_ELSEWHERE,
    WAIT
}
