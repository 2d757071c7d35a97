package ee.qfpay.reconciliation;

import ee.qfpay.ledger.Subject;

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
