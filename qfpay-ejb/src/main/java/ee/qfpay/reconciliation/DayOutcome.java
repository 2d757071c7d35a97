package ee.qfpay.reconciliation;

/** How the comparison of a day ended. */
public enum DayOutcome {
    /** Every movement agrees, and all totals tie to the minor unit. */
    TIES,
    /** Something does not agree. */
    DIFFERS,
    /** QFPay's side could not be read to its end. */
    FAILED
}
