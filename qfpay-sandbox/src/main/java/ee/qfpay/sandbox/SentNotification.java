package ee.qfpay.sandbox;

import java.util.List;

/**
 * A notification of the sandbox and what became of it.
 *
 * @param id its number within this sandbox, from 1
 * @param notifyType payment or refund
 * @param syssn of the payment or refund
 * @param orderNumber the order's or refund's number
 * @param url where it goes
 * @param body exact text that is sent
 * @param signature its X-QF-SIGN
 * @param state how far it is
 * @param reason why it is not sent, else null
 * @param attempts every post so far, the oldest first
 */
public record SentNotification(
        long id,
        String notifyType,
        String syssn,
        String orderNumber,
        String url,
        String body,
        String signature,
        State state,
        String reason,
        List<Attempt> attempts) {
    /** How far a notification is. */
    public enum State {
        /** Waits for its moment, the first or the next. */
        WAITING,
        /** Kept back by the tester. */
        HELD,
        /** Answered HTTP 200 and SUCCESS. */
        DELIVERED,
        /** All retries used up. */
        GIVEN_UP,
        /** No address, or one beyond this machine. */
        NOT_SENT
    }

    /**
     * One post of it.
     *
     * @param atMillis by the sandbox's clock
     * @param status HTTP status of the answer; 0 when none came
     * @param answer the first characters of the answer, or why none came
     */
    public record Attempt(long atMillis, int status, String answer) {}
}
