package ee.qfpay.reconciliation;

/**
 * A finance day of an account, and how it stands.
 *
 * @param list its latest comparison with QFPay's list that is over, or null
 * @param statement its latest comparison with a statement that is over, or null
 * @param underWay whether one is asked for or under way
 */
public record DayLine(FinanceDay day, DayView list, DayView statement, boolean underWay) {

    /** How it stands, as a word: {@code TIES}, {@code DIFFERS}, {@code FAILED}, or {@code NOT_RUN}. */
    public String standing() {
        return list == null ? "NOT_RUN" : list.outcome().name();
    }
}
