package ee.qfpay.catalogue;

import java.util.Objects;
import java.util.OptionalInt;

/**
 * Whether and how long a payment of a pay type can be refunded.
 *
 * @param rule what QFPay's guide says
 * @param windowDays days after the payment within which QFPay was seen to take refunds; empty = not known. QFPay states
 *     no figures ("differs per wallet"): what is known refuses a later refund before it is sent, unless the account's
 *     configuration says otherwise; what is not known refuses nothing
 */
public record Refundability(Rule rule, OptionalInt windowDays) {

    /** What QFPay's guide says about refunds of a pay type. */
    public enum Rule {
        REFUNDABLE,
        /**
         * The guide says no. For FPS (802001) refunds were nevertheless seen in the field, so that an account can allow
         * them by configuration.
         */
        NOT_REFUNDABLE
    }

    public Refundability {
        Objects.requireNonNull(rule, "rule");
        Objects.requireNonNull(windowDays, "windowDays");
    }

    public boolean isRefundable() {
        return rule == Rule.REFUNDABLE;
    }
}
