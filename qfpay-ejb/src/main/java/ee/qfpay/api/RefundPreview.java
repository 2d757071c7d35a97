package ee.qfpay.api;

import java.io.Serializable;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * What a refund would come to if it were asked for now. Amounts are in the currency's minor unit; days are QFPay's, in
 * UTC+8.
 */
public final class RefundPreview implements Serializable {

    private static final long serialVersionUID = 1L;
    private static final long ABSENT = 0;

    private final String orderNumber;
    private final ArrayList<String> reasonCodes;
    private final ArrayList<String> reasonTexts;
    private final ArrayList<String> warningCodes;
    private final ArrayList<String> warningTexts;
    private final String currency;
    private final long amountMinor;
    private final long refundableMinor;
    private final String paidOn;
    private final long windowDays;
    private final long deferredUntilMillis;
    private final String deferredWhy;

    private RefundPreview(Builder builder) {
        this.orderNumber = builder.orderNumber;
        this.reasonCodes = new ArrayList<>(builder.reasonCodes);
        this.reasonTexts = new ArrayList<>(builder.reasonTexts);
        this.warningCodes = new ArrayList<>(builder.warningCodes);
        this.warningTexts = new ArrayList<>(builder.warningTexts);
        this.currency = builder.currency;
        this.amountMinor = builder.amountMinor;
        this.refundableMinor = builder.refundableMinor;
        this.paidOn = builder.paidOn;
        this.windowDays = builder.windowDays;
        this.deferredUntilMillis = builder.deferredUntilMillis;
        this.deferredWhy = builder.deferredWhy;
    }

    /**
     * Used by the connector.
     *
     * @param amountMinor what would go back
     * @param refundableMinor what can go back at most
     */
    public static Builder of(String orderNumber, String currency, long amountMinor, long refundableMinor) {
        Builder builder = new Builder();
        builder.orderNumber = orderNumber;
        builder.currency = currency;
        builder.amountMinor = amountMinor;
        builder.refundableMinor = refundableMinor;
        return builder;
    }

    public String orderNumber() {
        return orderNumber;
    }

    /** Whether the refund would be recorded and sent, now or later. */
    public boolean isAllowed() {
        return reasonCodes.isEmpty();
    }

    /**
     * Everything that stands against it, as stable words for programs: {@code NOT_PAID},
     * {@code PAY_TYPE_NOT_REFUNDABLE}, {@code QFPAY_NUMBER_UNKNOWN}, {@code REFUND_UNSETTLED}, {@code NOTHING_LEFT},
     * {@code MORE_THAN_LEFT}, {@code WINDOW_OVER}, {@code SAME_DAY_CARD_PARTIAL}, {@code DAILY_CAP_OF_ACCOUNT},
     * {@code DAILY_CAP_OF_CALLER}, {@code REFUNDS_HALTED} (for which the refund itself throws
     * {@link Unavailable}), and words that are newer than this client jar.
     */
    public List<String> reasonCodes() {
        return List.copyOf(reasonCodes);
    }

    /** The same for people, in English and in the same order. */
    public List<String> reasonTexts() {
        return List.copyOf(reasonTexts);
    }

    /** What might still go wrong at QFPay, as stable words: {@code TAKINGS_MAY_BE_SHORT}. It refuses nothing here. */
    public List<String> warningCodes() {
        return List.copyOf(warningCodes);
    }

    /** The warnings for people, in English and in the same order. */
    public List<String> warningTexts() {
        return List.copyOf(warningTexts);
    }

    public String currency() {
        return currency;
    }

    /** What would go back. */
    public long amountMinor() {
        return amountMinor;
    }

    /** What can go back now at most. */
    public long refundableMinor() {
        return refundableMinor;
    }

    /** What could still be refunded after it; what can be now, where it is not allowed. */
    public long remainingMinor() {
        return isAllowed() ? refundableMinor - amountMinor : refundableMinor;
    }

    /** The day on which it was paid; empty where it is not. */
    public Optional<LocalDate> paidOn() {
        return Optional.ofNullable(paidOn).map(LocalDate::parse);
    }

    /** Within how many days after that QFPay refunds it; empty where that is not known, or has no limit. */
    public OptionalLong windowDays() {
        return windowDays == ABSENT ? OptionalLong.empty() : OptionalLong.of(windowDays);
    }

    /** The last day on which QFPay refunds it; empty where that is not known. */
    public Optional<LocalDate> lastDay() {
        return windowDays == ABSENT ? Optional.empty() : paidOn().map(day -> day.plusDays(windowDays));
    }

    /** When it would be sent, if that is not at once. */
    public Optional<Instant> deferredUntil() {
        return deferredUntilMillis == ABSENT
                ? Optional.empty()
                : Optional.of(Instant.ofEpochMilli(deferredUntilMillis));
    }

    /** Why it would not be sent at once: as {@link RefundDeferral#because}. */
    public Optional<String> deferredBecause() {
        return Optional.ofNullable(deferredWhy);
    }

    @Override
    public String toString() {
        return "RefundPreview[" + amountMinor + " " + currency + " minor of " + orderNumber
                + (isAllowed() ? "" : " refused " + reasonCodes) + "]";
    }

    /** Used by the connector. */
    public static final class Builder {

        private final List<String> reasonCodes = new ArrayList<>();
        private final List<String> reasonTexts = new ArrayList<>();
        private final List<String> warningCodes = new ArrayList<>();
        private final List<String> warningTexts = new ArrayList<>();
        private String orderNumber;
        private String currency;
        private long amountMinor;
        private long refundableMinor;
        private String paidOn;
        private long windowDays = ABSENT;
        private long deferredUntilMillis = ABSENT;
        private String deferredWhy;

        private Builder() {}

        /** Adds a reason against it. */
        public Builder refused(String code, String text) {
            reasonCodes.add(code);
            reasonTexts.add(text);
            return this;
        }

        /** Adds a warning. */
        public Builder warned(String code, String text) {
            warningCodes.add(code);
            warningTexts.add(text);
            return this;
        }

        /** The day on which it was paid. */
        public Builder paidOn(LocalDate day) {
            paidOn = day.toString();
            return this;
        }

        /** The days within which QFPay refunds it. */
        public Builder windowDays(int days) {
            windowDays = days;
            return this;
        }

        /** When it would be sent instead of at once, and why. */
        public Builder deferred(Instant until, String why) {
            deferredUntilMillis = until.toEpochMilli();
            deferredWhy = why;
            return this;
        }

        public RefundPreview build() {
            return new RefundPreview(this);
        }
    }
}
