package ee.qfpay.sandbox;

/** In which order held notifications are let go. */
public enum Release {
    OLDEST_FIRST,
    /** Turns the order round: what happened last is told first. */
    LATEST_FIRST
}
