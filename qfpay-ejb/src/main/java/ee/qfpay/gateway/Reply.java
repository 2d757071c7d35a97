package ee.qfpay.gateway;

import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * The ending of one request.
 *
 * @param responseCode nullable; QFPay's code for the request itself
 * @param responseText QFPay's words or ours on what happened; for people, never null, at most 256 characters
 * @param httpStatus 0 when there was no answer
 * @param handle nullable; what the payer needs to go on
 * @param transactions the movements the answer describes: of an enquiry all rows (none = not found); of a payment or
 *     refund that was done, placed or is in progress the one
 */
public record Reply(
        Outcome outcome,
        String responseCode,
        String responseText,
        int httpStatus,
        PayerHandle handle,
        List<Transaction> transactions) {
    public Reply {
        Objects.requireNonNull(outcome, "outcome");
        Objects.requireNonNull(responseText, "responseText");
        transactions = List.copyOf(transactions);
    }

    /** Of a refund that was refused: why QFPay may take it later under the same number, if it may. */
    public Optional<PutOff> putOff() {
        return outcome == Outcome.REFUSED ? ResponseCodes.putOff(responseCode, responseText) : Optional.empty();
    }

    /** An ending without an answer worth reading. */
    static Reply without(Outcome outcome, String text, int httpStatus) {
        return new Reply(outcome, null, text, httpStatus, null, List.of());
    }
}
