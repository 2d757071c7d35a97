package ee.qfpay.reconciliation;

import ee.qfpay.ledger.Subject;
import java.util.Set;

/**
 * One thing in which both sides do not agree.
 *
 * @param ours null where there is none here
 * @param theirs null where QFPay has none
 */
public record Difference(Kind kind, Own ours, Listed theirs) {

    Subject subject() {
        return ours == null ? theirs.subject() : ours.subject();
    }

    /**
     * The same, knowing more than the list.
     *
     * @param confirmed the keys of what QFPay has when it is asked: only its list lacks that
     */
    Difference knowing(Set<String> confirmed) {
        boolean isListedLate = kind == Kind.MISSING_AT_QFPAY && confirmed.contains(ours.key());
        return isListedLate ? new Difference(Kind.NOT_LISTED, ours, null) : this;
    }

    /** The same in every run. */
    String about() {
        if (ours != null) {
            return ours.key();
        }
        return theirs.qfpayNumber() == null ? theirs.subject() + " " + theirs.number() : theirs.qfpayNumber();
    }

    String qfpayNumber() {
        return theirs != null && theirs.qfpayNumber() != null || ours == null
                ? theirs.qfpayNumber()
                : ours.qfpayNumber();
    }

    /** The order's or refund's number. */
    String number() {
        return ours == null ? theirs.number() : ours.number();
    }

    /** Where a person finds the matter. */
    String order() {
        return ours == null ? theirs.number() : ours.order();
    }
}
