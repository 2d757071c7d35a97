package ee.qfpay.refund;

import ee.qfpay.ledger.Owner;
import ee.qfpay.ledger.Texts;
import ee.qfpay.money.Money;
import ee.qfpay.payment.Payment;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import jakarta.persistence.Version;
import java.time.Instant;
import java.util.List;

/**
 * Money on its way back to a payer: part of one payment, or all of it.
 *
 * <p>From the moment it is recorded its amount is set aside on the payment. It ends REFUNDED, and the payment counts
 * it; or FAILED, on a definite refusal only, and the amount is free again. As long as nobody knows, it stays in doubt
 * and the amount stays set aside. Amounts are minor units of the payment's currency.
 */
@Entity
@Table(name = "refund")
public class Refund {

    private static final int LONGEST_CODES = 64;

    @Id
    @GeneratedValue(strategy = GenerationType.IDENTITY)
    private Long id;

    @Version
    private long version;

    @Column(name = "payment_id")
    private long paymentId;

    private String merchant;

    private String account;

    private String environment;

    @Column(name = "refund_number")
    private String refundNumber;

    private long amount;

    private String currency;

    @Enumerated(EnumType.STRING)
    private RefundState state;

    @Column(name = "transaction_time")
    private String transactionTime;

    private String reason;

    @Column(name = "qfpay_number")
    private String qfpayNumber;

    @Column(name = "response_code")
    private String responseCode;

    @Column(name = "response_text")
    private String responseText;

    private String caller;

    @Column(name = "recorded_at")
    private Instant recordedAt;

    @Column(name = "sent_at")
    private Instant sentAt;

    @Column(name = "refunded_at")
    private Instant refundedAt;

    @Column(name = "settled_at")
    private Instant settledAt;

    @Column(name = "deferred_until")
    private Instant deferredUntil;

    @Enumerated(EnumType.STRING)
    @Column(name = "deferred_why")
    private DeferralReason deferredWhy;

    /** With a blank between two. */
    @Column(name = "deferred_codes", length = LONGEST_CODES)
    private String deferredCodes;

    private int deferrals;

    protected Refund() {
        // for JPA
    }

    /** Records a refund whose amount is set aside on the payment. */
    static Refund record(
            Payment payment,
            String number,
            Money amount,
            String transactionTime,
            String reason,
            String caller,
            Instant now) {
        Refund refund = new Refund();
        refund.paymentId = payment.id();
        refund.merchant = payment.owner().merchant();
        refund.account = payment.owner().account();
        refund.environment = payment.owner().environment();
        refund.refundNumber = number;
        refund.amount = amount.minor();
        refund.currency = amount.currency();
        refund.state = RefundState.RECORDED;
        refund.transactionTime = transactionTime;
        refund.reason = reason;
        refund.caller = caller;
        refund.recordedAt = now;
        refund.sentAt = now;
        return refund;
    }

    public long id() {
        return id;
    }

    public long paymentId() {
        return paymentId;
    }

    public Owner owner() {
        return new Owner(merchant, account, environment);
    }

    public String refundNumber() {
        return refundNumber;
    }

    public Money amount() {
        return new Money(amount, currency);
    }

    public RefundState state() {
        return state;
    }

    /** The time sent to QFPay, in the account's zone, as sent. */
    public String transactionTime() {
        return transactionTime;
    }

    public String reason() {
        return reason;
    }

    public String qfpayNumber() {
        return qfpayNumber;
    }

    public String responseCode() {
        return responseCode;
    }

    public String responseText() {
        return responseText;
    }

    public String caller() {
        return caller;
    }

    public Instant recordedAt() {
        return recordedAt;
    }

    /** When it was last sent. */
    public Instant sentAt() {
        return sentAt;
    }

    /** Whether it was last sent after it was recorded: again, or after it had been put off. */
    boolean wasSentLater() {
        return sentAt.isAfter(recordedAt);
    }

    public Instant refundedAt() {
        return refundedAt;
    }

    /** When it came to the state it is in, for the last time. */
    Instant settledAt() {
        return settledAt;
    }

    /** When it is sent, or sent again; null unless it waits. */
    public Instant deferredUntil() {
        return deferredUntil;
    }

    /** Why it waits, or waited last; null when it never did. */
    public DeferralReason deferredWhy() {
        return deferredWhy;
    }

    /** Whether it ever waited. */
    boolean wasPutOff() {
        return deferredWhy != null;
    }

    /** Whether QFPay put it off with this code, ever since it was asked for. */
    boolean wasPutOffWith(String code) {
        return code != null
                && deferredCodes != null
                && List.of(deferredCodes.split(" ")).contains(code);
    }

    /**
     * Notes the code with which QFPay puts it off: the row that it keeps of that says nothing of later sends.
     *
     * @param code null where there is none, because QFPay was not reached or said it in words alone
     */
    void refusedForNow(String code) {
        if (code == null || wasPutOffWith(code)) {
            return;
        }
        String codes = deferredCodes == null ? code : deferredCodes + " " + code;
        deferredCodes = codes.length() <= LONGEST_CODES ? codes : code;
    }

    /** How often in a row it was put off for this reason. */
    int deferralsFor(DeferralReason reason) {
        return deferredWhy == reason ? deferrals : 0;
    }

    /** Says why and until when it waits; the move to DEFERRED follows. */
    void putOff(Deferral deferral) {
        deferrals = deferralsFor(deferral.reason()) + 1;
        deferredWhy = deferral.reason();
        deferredUntil = deferral.until();
    }

    /** Waits a little longer, for whatever keeps it from being sent when its time came. */
    void waitUntil(Instant later) {
        deferredUntil = later;
    }

    /** Begins a send of what was never taken: with a time of its own. */
    void sentAnew(String time, Instant now) {
        transactionTime = time;
        sentAt = now;
    }

    /** Moves to another state by the table. */
    void moveTo(RefundState next, Instant now) {
        if (!state.mayBecome(next)) {
            throw new IllegalStateException("Refund " + refundNumber + " may not move from " + state + " to " + next);
        }
        state = next;
        settledAt = now;
        if (next != RefundState.DEFERRED) {
            deferredUntil = null;
        }
    }

    /** Notes another send under the same number. */
    void sentAgain(Instant now) {
        sentAt = now;
    }

    /** Books that the money goes back. */
    void refunded(Instant at, Instant now) {
        moveTo(RefundState.REFUNDED, now);
        refundedAt = at;
    }

    /** Keeps what QFPay said last, and its number for the refund once it is known. */
    void heard(String code, String text, String number) {
        if (code != null) {
            responseCode = Texts.code(code);
            responseText = Texts.words(text);
        }
        if (qfpayNumber == null && number != null) {
            qfpayNumber = Texts.cut(number, 128);
        }
    }
}
