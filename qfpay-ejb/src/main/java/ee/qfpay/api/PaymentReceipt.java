package ee.qfpay.api;

import java.io.Serializable;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What is known of a payment at this moment, and what the payer must do next.
 *
 * <p>Amounts are in the currency's minor unit.
 */
public final class PaymentReceipt implements Serializable {

    private static final long serialVersionUID = 1L;
    private static final long ABSENT = 0;

    private final String orderNumber;
    private final String account;
    private final String environment;
    private final String status;
    private final String payType;
    private final long amountMinor;
    private final String currency;
    private final long refundedMinor;
    private final long refundableMinor;
    private final String qfpayNumber;
    private final String responseCode;
    private final String responseText;
    private final String qrText;
    private final String redirectAddress;
    private final String appParameters;
    private final long recordedMillis;
    private final long paidMillis;
    private final long expiresMillis;
    private final ArrayList<String> warnings;

    private PaymentReceipt(Builder builder) {
        orderNumber = builder.orderNumber;
        account = builder.account;
        environment = builder.environment;
        status = builder.status;
        payType = builder.payType;
        amountMinor = builder.amountMinor;
        currency = builder.currency;
        refundedMinor = builder.refundedMinor;
        refundableMinor = builder.refundableMinor;
        qfpayNumber = builder.qfpayNumber;
        responseCode = builder.responseCode;
        responseText = builder.responseText;
        qrText = builder.qrText;
        redirectAddress = builder.redirectAddress;
        appParameters = builder.appParameters;
        recordedMillis = millis(builder.recordedAt);
        paidMillis = millis(builder.paidAt);
        expiresMillis = millis(builder.expiresAt);
        warnings = new ArrayList<>(builder.warnings);
    }

    /** Used by the connector. */
    public static Builder of(String orderNumber, String status) {
        return new Builder(orderNumber, status);
    }

    public String orderNumber() {
        return orderNumber;
    }

    /** The account the payment belongs to. */
    public String account() {
        return account;
    }

    /** {@code local}, {@code sandbox}, {@code test} or {@code prod}. */
    public String environment() {
        return environment;
    }

    public PaymentStatus status() {
        return PaymentStatus.of(status);
    }

    /** The status as the connector names it, also one that this client jar does not know. */
    public String statusText() {
        return status;
    }

    public String payType() {
        return payType;
    }

    /** What the order asks for, in the currency's minor unit. */
    public long amountMinor() {
        return amountMinor;
    }

    public String currency() {
        return currency;
    }

    /** What went back to the payer, in the currency's minor unit. */
    public long refundedMinor() {
        return refundedMinor;
    }

    /** What can still be refunded, in the currency's minor unit; 0 unless paid. */
    public long refundableMinor() {
        return refundableMinor;
    }

    /** QFPay's own number, once it is known. */
    public Optional<String> qfpayNumber() {
        return Optional.ofNullable(qfpayNumber);
    }

    /** QFPay's last response code for this payment. */
    public Optional<String> responseCode() {
        return Optional.ofNullable(responseCode);
    }

    /** QFPay's own words for it; for people, never for decisions. */
    public Optional<String> responseText() {
        return Optional.ofNullable(responseText);
    }

    /** What the shop hands on to the payer now; of the three texts below, the first one that is there. */
    public PayerStep payerStep() {
        return switch (status()) {
            case AWAITING_PAYER, IN_DOUBT, UNKNOWN -> stepOfTexts();
            case RECORDED, NOT_SENT, PAID, FAILED, CLOSED -> PayerStep.NONE;
        };
    }

    private PayerStep stepOfTexts() {
        if (qrText != null) {
            return PayerStep.SHOW_QR_CODE;
        }
        if (redirectAddress != null) {
            return PayerStep.OPEN_ADDRESS;
        }
        return appParameters != null ? PayerStep.CALL_WALLET : PayerStep.NONE;
    }

    /** The text to show to the payer as a QR code. */
    public Optional<String> qrText() {
        return Optional.ofNullable(qrText);
    }

    /** The address to send the payer's browser to. */
    public Optional<String> redirectAddress() {
        return Optional.ofNullable(redirectAddress);
    }

    /** What the wallet's app or page takes, as QFPay gave it (mostly JSON). */
    public Optional<String> appParameters() {
        return Optional.ofNullable(appParameters);
    }

    public Instant recordedAt() {
        return Instant.ofEpochMilli(recordedMillis);
    }

    public Optional<Instant> paidAt() {
        return instant(paidMillis);
    }

    /** When the QR code or page stops working, where that is known. */
    public Optional<Instant> expiresAt() {
        return instant(expiresMillis);
    }

    /** What deserves attention though nothing is wrong, in English; for logs and people. */
    public List<String> warnings() {
        return List.copyOf(warnings);
    }

    @Override
    public String toString() {
        return "PaymentReceipt[" + orderNumber + " " + status + " " + amountMinor + " " + currency + " minor]";
    }

    private static long millis(Instant at) {
        return at == null ? ABSENT : at.toEpochMilli();
    }

    private static Optional<Instant> instant(long millis) {
        return millis == ABSENT ? Optional.empty() : Optional.of(Instant.ofEpochMilli(millis));
    }

    /** Used by the connector. */
    public static final class Builder {

        private final String orderNumber;
        private final String status;
        private String account;
        private String environment;
        private String payType;
        private long amountMinor;
        private String currency;
        private long refundedMinor;
        private long refundableMinor;
        private String qfpayNumber;
        private String responseCode;
        private String responseText;
        private String qrText;
        private String redirectAddress;
        private String appParameters;
        private Instant recordedAt;
        private Instant paidAt;
        private Instant expiresAt;
        private List<String> warnings = List.of();

        private Builder(String orderNumber, String status) {
            this.orderNumber = orderNumber;
            this.status = status;
        }

        public Builder account(String name, String environmentCode) {
            account = name;
            environment = environmentCode;
            return this;
        }

        public Builder payType(String value) {
            payType = value;
            return this;
        }

        public Builder amount(long minor, String currencyCode) {
            amountMinor = minor;
            currency = currencyCode;
            return this;
        }

        public Builder refunds(long refunded, long refundable) {
            refundedMinor = refunded;
            refundableMinor = refundable;
            return this;
        }

        public Builder qfpayNumber(String value) {
            qfpayNumber = value;
            return this;
        }

        public Builder response(String code, String text) {
            responseCode = code;
            responseText = text;
            return this;
        }

        /** What the payer needs; each may be null. */
        public Builder presentation(String qr, String redirect, String parameters) {
            qrText = qr;
            redirectAddress = redirect;
            appParameters = parameters;
            return this;
        }

        /** When it was recorded, paid and expires; the latter two may be null. */
        public Builder times(Instant recorded, Instant paid, Instant expires) {
            recordedAt = recorded;
            paidAt = paid;
            expiresAt = expires;
            return this;
        }

        public Builder warnings(List<String> value) {
            warnings = value;
            return this;
        }

        public PaymentReceipt build() {
            return new PaymentReceipt(this);
        }
    }
}
