package ee.qfpay.sandbox;

import java.util.Optional;

/**
 * Amounts that cause a fault on purpose: an amount in minor units whose last four digits are one of these (90.02,
 * 190.02, 1,090.02 with two decimals) meets the fault, as a payment and as a refund. A fault before executing meets
 * each order or refund number once, so that sending the same number again shows what comes next.
 */
public enum Magic {
    /** Executed; the answer is right but takes {@link SandboxOptions#slowAnswer()} of real time. */
    SLOW_ANSWER(9001),
    /** Executed; the connection is closed without an answer. */
    ANSWER_DROPPED(9002),
    /** Executed; the answer is HTTP 500. */
    SERVER_ERROR_AFTER(9003),
    /** Not executed; HTTP 500. */
    SERVER_ERROR_BEFORE(9004),
    /** Not executed; HTTP 429. */
    TOO_MANY_REQUESTS(9005),
    /** Executed; the JSON answer is cut in the middle. */
    BROKEN_JSON(9006),
    /** Executed; the answer carries a wrong signature, whatever the sandbox's signing option. */
    WRONG_SIGNATURE(9007),
    /** Stays 1143 for ever: never paid or refunded, never expired by time; an order can still be closed. */
    PENDING_FOR_EVER(9008),
    /** First failed (a consumer's code and a refund 1205, other orders expired 1181), ten minutes later success. */
    LATE_SUCCESS(9009),
    /** Normal, but its success is notified three times. */
    DUPLICATE_NOTIFICATIONS(9010),
    /** Normal, but its success is notified five minutes late: what happens meanwhile is notified before it. */
    LATE_NOTIFICATION(9011),
    /** Refused with 1205; the number is used up. */
    REFUSED(9012),
    /** Executed; answered with response code 9999, which no table knows. */
    UNKNOWN_CODE(9013),
    /** Not executed; the connection is closed without an answer. */
    DROPPED_BEFORE(9014),
    /** Normal, but answered in the guide's shape: fields nested in data{}, qf_trade_no and txstatus. */
    NESTED_ANSWER(9015);

    private final int ending;

    Magic(int ending) {
        this.ending = ending;
    }

    /** The last four digits, and itself the smallest such amount, in minor units. */
    public int amount() {
        return ending;
    }

    static Optional<Magic> of(long amount) {
        for (Magic magic : values()) {
            if (amount % 10_000 == magic.ending) {
                return Optional.of(magic);
            }
        }
        return Optional.empty();
    }

    /** Whether the fault strikes before anything is executed. */
    boolean before() {
        return this == SERVER_ERROR_BEFORE || this == TOO_MANY_REQUESTS || this == DROPPED_BEFORE;
    }
}
