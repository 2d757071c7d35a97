package ee.qfpay.reconciliation;

import ee.qfpay.worklist.Cause;
import java.util.EnumSet;
import java.util.Set;

/** In what a day of QFPay's and the books do not agree. */
public enum Kind {
    /** The money moved here, and QFPay does not have it. */
    MISSING_AT_QFPAY(Cause.MISSING_AT_QFPAY, EnumSet.of(Cause.CONTRADICTION)),
    /** The money moved here, and QFPay has it when it is asked, but not in its list: nobody has to do anything about it. */
    NOT_LISTED(null, EnumSet.noneOf(Cause.class)),
    /** The money moved on both sides, and alike, but here on another day: it explains the totals, and nobody has to do anything. */
    OTHER_DAY(null, EnumSet.noneOf(Cause.class)),
    /** The money moved at QFPay, and no order or refund here is meant. */
    UNKNOWN_HERE(Cause.FOREIGN_MOVEMENT, EnumSet.of(Cause.DUPLICATE_PAYMENT)),
    /** Another amount or currency. */
    AMOUNT_DIFFERS(Cause.AMOUNT_DIFFERS, EnumSet.of(Cause.DISPUTED, Cause.CONTRADICTION)),
    /** The money moved on one side only, though both know of it. */
    STATE_DIFFERS(Cause.STATE_DIFFERS, EnumSet.of(Cause.CONTRADICTION, Cause.DISPUTED));

    private final Cause cause;
    private final Set<Cause> toldAs;

    Kind(Cause cause, Set<Cause> toldAs) {
        this.cause = cause;
        this.toldAs = toldAs;
    }

    /** Whether a person is told. */
    boolean isTold() {
        return cause != null;
    }

    /** The cause of the item that it opens; null where it opens none. */
    Cause cause() {
        return cause;
    }

    /** Whether an item of this other cause, open for the same order, tells a person already. */
    boolean isToldAs(Cause other) {
        return toldAs.contains(other);
    }
}
