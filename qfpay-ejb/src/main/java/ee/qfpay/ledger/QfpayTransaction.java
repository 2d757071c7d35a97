package ee.qfpay.ledger;

import ee.qfpay.gateway.Transaction;
import ee.qfpay.money.Money;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Pattern;

/** One movement of money that QFPay told us of, under QFPay's own number: what was asked for here, or foreign. */
@Entity
@Table(name = "qfpay_transaction")
class QfpayTransaction {

    /** For {@link UniqueInsert}, with {@link #columns}. */
    static final String INSERT = "insert into qfpay_transaction (merchant, account, environment, qfpay_number,"
            + " order_number, kind, amount, currency, response_code, payment_id, refund_id, is_foreign, source, told_at,"
            + " cancel_mark, original_number, moved_at, presumed, booked_at)"
            + " values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)";

    private static final Pattern CURRENCY = Pattern.compile("[A-Z]{3}");

    @Id
    @GeneratedValue(strategy = GenerationType.IDENTITY)
    private Long id;

    private String merchant;

    private String account;

    private String environment;

    @Column(name = "qfpay_number")
    private String qfpayNumber;

    @Column(name = "order_number")
    private String orderNumber;

    @Enumerated(EnumType.STRING)
    private Subject kind;

    private Long amount;

    private String currency;

    @Column(name = "response_code")
    private String responseCode;

    @Column(name = "payment_id")
    private Long paymentId;

    @Column(name = "refund_id")
    private Long refundId;

    @Column(name = "is_foreign")
    private boolean foreign;

    @Enumerated(EnumType.STRING)
    private Source source;

    @Column(name = "told_at")
    private Instant toldAt;

    @Column(name = "cancel_mark")
    private String cancelMark;

    @Column(name = "original_number")
    private String originalNumber;

    @Column(name = "moved_at")
    private Instant movedAt;

    private boolean presumed;

    /** Written with the row, and afterwards by {@link Movements#booked} only. */
    @Column(name = "booked_at", updatable = false)
    private Instant bookedAt;

    protected QfpayTransaction() {
        // for JPA
    }

    QfpayTransaction(Owner owner, Subject kind, Transaction told, Source source, Instant now) {
        this.merchant = owner.merchant();
        this.account = owner.account();
        this.environment = owner.environment();
        this.qfpayNumber = told.qfpayNumber();
        this.orderNumber = Texts.cut(told.orderNumber(), 128);
        this.kind = kind;
        this.amount = told.minor();
        this.currency = Texts.cut(told.currency(), 3);
        this.responseCode = Texts.code(told.responseCode());
        this.source = source;
        this.toldAt = now;
        this.cancelMark = Texts.cut(told.cancel(), 16);
        this.originalNumber = told.originalQfpayNumber();
        this.movedAt = told.movedAt();
        this.bookedAt = told.systemTime();
    }

    /** Money that went back, concluded from a mark on the payment: QFPay has not told the refund itself. */
    static QfpayTransaction presumed(
            Owner owner, long paymentId, Transaction payment, Money amount, Source source, Instant now) {
        QfpayTransaction row = new QfpayTransaction(owner, Subject.REFUND, payment, source, now);
        row.qfpayNumber = presumedNumber(payment.qfpayNumber());
        row.originalNumber = payment.qfpayNumber();
        row.orderNumber = null;
        row.amount = amount.minor();
        row.currency = amount.currency();
        row.movedAt = null;
        row.bookedAt = null;
        row.presumed = true;
        return row.foreignTo(paymentId);
    }

    static String presumedNumber(String ofPayment) {
        return Texts.cut(ofPayment, 116) + " refunded";
    }

    /** Its columns but for the key, in the order of {@link #INSERT}. */
    List<Object> columns() {
        return Arrays.asList(
                merchant,
                account,
                environment,
                qfpayNumber,
                orderNumber,
                kind.name(),
                amount,
                currency,
                responseCode,
                paymentId,
                refundId,
                foreign,
                source.name(),
                toldAt.atOffset(ZoneOffset.UTC),
                cancelMark,
                originalNumber,
                movedAt == null ? null : movedAt.atOffset(ZoneOffset.UTC),
                presumed,
                bookedAt == null ? null : bookedAt.atOffset(ZoneOffset.UTC));
    }

    QfpayTransaction ofPayment(long id) {
        paymentId = id;
        return this;
    }

    QfpayTransaction ofRefund(long id, long ofPayment) {
        refundId = id;
        paymentId = ofPayment;
        foreign = false;
        return this;
    }

    QfpayTransaction foreignTo(Long ofPayment) {
        paymentId = ofPayment;
        foreign = true;
        return this;
    }

    /** Whether it is of another payment than this one, or of a refund. */
    boolean isOfAnotherThan(long payment) {
        return kind != Subject.PAYMENT || paymentId != null && paymentId != payment;
    }

    /** Whether it is of another refund of ours than this one. */
    boolean isOfARefundOtherThan(long refund) {
        return refundId != null && refundId != refund;
    }

    /** Whether this is its order's or refund's number; one that is left out, now or before, is no other. */
    boolean isAbout(String number) {
        return number == null || orderNumber == null || orderNumber.equals(Texts.cut(number, 128));
    }

    boolean isForeign() {
        return foreign;
    }

    boolean isPayment() {
        return kind == Subject.PAYMENT;
    }

    Optional<Long> payment() {
        return Optional.ofNullable(paymentId);
    }

    /** Becomes this payment's, if it was told before under a number of no order known here; whether it was. */
    boolean foundItsOrder(long payment, String number) {
        if (paymentId != null) {
            return false;
        }
        paymentId = payment;
        orderNumber = Texts.cut(number, 128);
        foreign = false;
        return true;
    }

    /** Whether it is a foreign refund that was told before its payment was known. */
    boolean isRefundOfNoPayment() {
        return foreign && kind == Subject.REFUND && paymentId == null;
    }

    /** Whether it is counted as a foreign refund of this payment, and not of another payment of the same order. */
    boolean isForeignRefundOf(long payment, String number) {
        boolean isOfIt = paymentId != null && paymentId == payment;
        boolean isOfAnother = originalNumber != null && number != null && !originalNumber.equals(number);
        return foreign && kind == Subject.REFUND && isOfIt && !isOfAnother && amount != null && amount > 0;
    }

    /** Takes amount and currency from what was told later, unless that is unasked and what is kept was an answer. */
    void toldAnew(Transaction told, Source later) {
        if (source.isConfirmed() && !later.isConfirmed()) {
            return;
        }
        amount = told.minor() == null ? amount : told.minor();
        currency = told.currency() == null ? currency : Texts.cut(told.currency(), 3);
    }

    /** Notes QFPay's newest mark. */
    void marked(String mark) {
        cancelMark = mark == null ? cancelMark : Texts.cut(mark, 16);
    }

    boolean isMarked(String mark) {
        return Objects.equals(cancelMark, Texts.cut(mark, 16));
    }

    /** Presumes more. */
    void presumeMore(long minor) {
        amount += minor;
    }

    /** Takes from what is presumed what a refund that QFPay has told now accounts for; gives how much that is. */
    long accountedFor(long minor) {
        long part = Math.min(minor, amount);
        amount -= part;
        return part;
    }

    /** @param orderCurrency the order's, for what QFPay told without one */
    ForeignMovement view(String orderCurrency) {
        String in = currency != null && CURRENCY.matcher(currency).matches() ? currency : orderCurrency;
        Money moved = amount == null ? null : new Money(amount, in);
        return new ForeignMovement(
                kind, presumed ? null : qfpayNumber, orderNumber, moved, movedAt, toldAt, source, presumed);
    }
}
