package ee.qfpay.worklist;

/** What became of an act on a work item. */
public enum Verdict {
    /** It was done. */
    DONE,
    /** It was not: somebody else changed the item after it was shown. */
    OUTDATED,
    /** It was not: the item is closed, or not there. */
    CLOSED,
    /** It was not: the item has as many comments as it may have. */
    FULL
}
