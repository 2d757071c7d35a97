package ee.qfpay.worklist;

import java.util.Arrays;
import java.util.List;

/** Why an item of the work list was closed. */
public enum Closing {
    /** Somebody looked, and nothing has to be done. */
    NOTHING_TO_DO,
    /** Refunds or bookings put it right. */
    PUT_RIGHT,
    /** Settled with the payer, outside of the connector. */
    SETTLED_WITH_PAYER,
    /** Settled with QFPay, outside of the connector. */
    SETTLED_WITH_QFPAY,
    /** None of the others: the remark says what, and must not be empty. */
    OTHER,
    /** What had opened it is no longer so. Given by the connector, never by a person. */
    BY_ITSELF;

    /** The reasons that a person may give. */
    public static List<Closing> forPeople() {
        return Arrays.stream(values()).filter(one -> one != BY_ITSELF).toList();
    }
}
