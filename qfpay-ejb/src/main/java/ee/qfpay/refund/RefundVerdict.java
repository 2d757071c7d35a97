package ee.qfpay.refund;

import ee.qfpay.money.Money;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.Collectors;

/**
 * What the connector's rules say of a refund before anything is sent. Days are QFPay's, in UTC+8.
 *
 * @param objections why it is refused; empty when it may go
 * @param amount what would go back; zero where that cannot be said
 * @param left what may still be refunded before it
 * @param windowDays days after the payment within which it can be refunded; empty = not known, or no limit
 * @param deferral until when it would be kept before it is sent
 */
record RefundVerdict(
        List<RefundObjection> objections,
        Money amount,
        Money left,
        Optional<LocalDate> paidOn,
        OptionalInt windowDays,
        Optional<Deferral> deferral) {

    RefundVerdict {
        objections = List.copyOf(objections);
    }

    boolean isAllowed() {
        return objections.isEmpty();
    }

    /** Whether nothing stands against it but another refund of the payment that is not settled. */
    boolean isOnlyBehindAnother() {
        return !isAllowed()
                && objections.stream().allMatch(objection -> objection.kind() == RefundObjection.Kind.REFUND_UNSETTLED);
    }

    /** The last day on which QFPay refunds it, where that is known. */
    Optional<LocalDate> lastDay() {
        return windowDays.isEmpty() ? Optional.empty() : paidOn.map(day -> day.plusDays(windowDays.getAsInt()));
    }

    /** Every objection in one sentence. */
    String text() {
        return objections.stream().map(RefundObjection::text).collect(Collectors.joining("; "));
    }

    List<String> codes() {
        return objections.stream().map(objection -> objection.kind().name()).toList();
    }
}
