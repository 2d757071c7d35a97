package ee.qfpay.worklist;

import java.util.Objects;

/**
 * What somebody looks for on the work list.
 *
 * @param cause only items of this cause; null for all
 * @param assignee only items assigned to this user; null for all
 */
public record WorkSearch(Standing standing, Cause cause, String assignee) {

    public WorkSearch {
        Objects.requireNonNull(standing);
    }

    /** All that is open. */
    public static WorkSearch open() {
        return new WorkSearch(Standing.OPEN, null, null);
    }
}
