package ee.qfpay.payment;

import java.util.Arrays;
import java.util.Optional;

/** The orders in which a search may list payments. */
public enum OrderSort {
    NEWEST_FIRST("p.recordedAt desc, p.id desc"),
    OLDEST_FIRST("p.recordedAt asc, p.id asc"),
    LARGEST_FIRST("p.amount desc, p.id desc"),
    SMALLEST_FIRST("p.amount asc, p.id asc");

    private final String clause;

    OrderSort(String clause) {
        this.clause = clause;
    }

    /** The sort of this name. */
    public static Optional<OrderSort> named(String name) {
        return Arrays.stream(values()).filter(one -> one.name().equals(name)).findFirst();
    }

    String clause() {
        return clause;
    }
}
