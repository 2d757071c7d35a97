package ee.qfpay.payment;

import ee.qfpay.catalogue.Presentment;
import ee.qfpay.gateway.PayerHandle;
import ee.qfpay.ledger.Owner;
import ee.qfpay.ledger.Texts;
import ee.qfpay.money.Money;
import jakarta.persistence.Column;
import jakarta.persistence.Embedded;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import jakarta.persistence.Version;
import java.time.Instant;

/**
 * A payment from the moment a shop asks for it until its money is settled, and after that the account of what went
 * back.
 *
 * <p>It is recorded before QFPay hears of it, under a number that stays its own for ever. While it is open the poller
 * asks about it and notifications may speak of it; whoever brings the news first moves it. Once PAID it never moves
 * again: refunds reserve part of the amount before they are sent, and what QFPay refunded is counted. Nothing that is
 * reserved and refunded together may exceed the amount, unless QFPay itself reports that more went back: that is kept
 * as overdrawn, for a person to look at.
 *
 * <p>Amounts are minor units of the currency.
 */
@Entity
@Table(name = "payment")
public class Payment {

    private static final int PAY_TYPE = 6;

    @Id
    @GeneratedValue(strategy = GenerationType.IDENTITY)
    private Long id;

    @Version
    private long version;

    private String merchant;

    private String account;

    private String environment;

    @Column(name = "order_number")
    private String orderNumber;

    @Column(name = "pay_type")
    private String payType;

    private String presentment;

    private long amount;

    private String currency;

    @Embedded
    private Balance balance;

    @Enumerated(EnumType.STRING)
    private PaymentState state;

    private boolean disputed;

    @Enumerated(EnumType.STRING)
    @Column(name = "close_reason")
    private CloseReason closeReason;

    @Column(name = "transaction_time")
    private String transactionTime;

    @Column(name = "goods_name")
    private String goodsName;

    @Column(name = "device_id")
    private String deviceId;

    @Column(name = "notify_address")
    private String notifyAddress;

    @Column(name = "qfpay_number")
    private String qfpayNumber;

    @Column(name = "response_code")
    private String responseCode;

    @Column(name = "response_text")
    private String responseText;

    /** Null where QFPay gave none. */
    @Embedded
    private KeptHandle handle;

    private String caller;

    @Column(name = "recorded_at")
    private Instant recordedAt;

    @Column(name = "sent_at")
    private Instant sentAt;

    @Column(name = "expires_at")
    private Instant expiresAt;

    @Column(name = "paid_at")
    private Instant paidAt;

    @Column(name = "settled_at")
    private Instant settledAt;

    protected Payment() {
        // for JPA
    }

    /** Records a checked order. */
    static Payment record(CheckedOrder order, String caller, Instant now) {
        Payment payment = new Payment();
        Owner owner = Owner.of(order.account());
        payment.merchant = owner.merchant();
        payment.account = owner.account();
        payment.environment = owner.environment();
        payment.orderNumber = order.number();
        payment.payType = order.payType().code();
        payment.presentment = order.payType().presentment().name();
        payment.amount = order.amount().minor();
        payment.currency = order.amount().currency();
        payment.balance = new Balance();
        payment.state = PaymentState.RECORDED;
        payment.transactionTime = order.transactionTime();
        payment.goodsName = order.goodsName();
        payment.deviceId = order.deviceId();
        payment.notifyAddress = order.notifyAddress();
        payment.caller = caller;
        payment.recordedAt = now;
        payment.sentAt = now;
        payment.expiresAt = now.plus(order.lifetime());
        return payment;
    }

    /** Begins anew, under the same number, what was proven never sent: the payer's time begins with this send. */
    void sendAgain(CheckedOrder order, Instant now) {
        moveTo(PaymentState.RECORDED, now);
        transactionTime = order.transactionTime();
        sentAt = now;
        expiresAt = now.plus(order.lifetime());
    }

    public long id() {
        return id;
    }

    public Owner owner() {
        return new Owner(merchant, account, environment);
    }

    public String orderNumber() {
        return orderNumber;
    }

    /** Six digits; empty for an order on QFPay's checkout page until QFPay has told how it was paid. */
    public String payType() {
        return payType;
    }

    public String presentment() {
        return presentment;
    }

    /** Whether the payer showed a code: such a payment is waited for a short while and then reversed, not closed. */
    public boolean isPresentedByPayer() {
        return Presentment.CONSUMER_CODE.name().equals(presentment);
    }

    public Money amount() {
        return new Money(amount, currency);
    }

    public PaymentState state() {
        return state;
    }

    /** Whether QFPay's amount or currency differs from the order's: nothing is booked until a person has decided. */
    public boolean isDisputed() {
        return disputed;
    }

    /** Whether the same number may go again: it was proven never sent, and QFPay tells of no other money for it. */
    boolean maySendAgain() {
        return state == PaymentState.NOT_SENT && !disputed;
    }

    public CloseReason closeReason() {
        return closeReason;
    }

    /** The time sent to QFPay, in the account's zone, as sent. */
    public String transactionTime() {
        return transactionTime;
    }

    public String goodsName() {
        return goodsName;
    }

    public String deviceId() {
        return deviceId;
    }

    public String notifyAddress() {
        return notifyAddress;
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

    /** What the payer needs to pay; its parts may be null. */
    public PayerHandle handle() {
        return handle == null ? new PayerHandle(null, null, null) : handle.given();
    }

    public String caller() {
        return caller;
    }

    public Instant recordedAt() {
        return recordedAt;
    }

    /** When it was last sent: later than recorded only where an earlier send was proven not to have happened. */
    public Instant sentAt() {
        return sentAt;
    }

    /** Until when QFPay may have booked it: what its own page collects begins when the payer opens it, others when paid. */
    public Instant beginsUntil() {
        Instant begun = Presentment.HOSTED.name().equals(presentment) ? expiresAt : sentAt;
        Instant known = paidAt == null || paidAt.isAfter(settledAt) ? settledAt : paidAt;
        return state != PaymentState.PAID || known.isBefore(begun) ? begun : known;
    }

    /** Whether the payer may still choose how to pay on QFPay's page: what was refused or closed until then was one try. */
    boolean isOnOpenPage(Instant now) {
        return Presentment.HOSTED.name().equals(presentment) && state.isOpen() && now.isBefore(expiresAt);
    }

    /** When the QR code or page stops working at QFPay. */
    public Instant expiresAt() {
        return expiresAt;
    }

    public Instant paidAt() {
        return paidAt;
    }

    /** When the last news moved it. */
    public Instant settledAt() {
        return settledAt;
    }

    public Money refunded() {
        return new Money(balance.refunded(), currency);
    }

    /** What refunds under way have set aside. */
    public Money reserved() {
        return new Money(balance.reserved(), currency);
    }

    /** By how much QFPay reports more gone back than was paid. */
    public Money overdrawn() {
        return new Money(balance.overdrawn(), currency);
    }

    /** What may still be refunded; nothing unless paid. */
    public Money refundable() {
        return new Money(state == PaymentState.PAID ? balance.leftOf(amount) : 0, currency);
    }

    /** Moves to another state by the table. */
    void moveTo(PaymentState next, Instant now) {
        if (!state.mayBecome(next)) {
            throw new IllegalMove(orderNumber, state, next);
        }
        state = next;
        settledAt = now;
    }

    /** Books the money: the amount QFPay reports equals the order's. */
    void paid(Instant at, Instant now) {
        moveTo(PaymentState.PAID, now);
        paidAt = at;
        closeReason = null;
    }

    /** Ends unpaid. */
    void closed(CloseReason reason, Instant now) {
        moveTo(PaymentState.CLOSED, now);
        closeReason = reason;
    }

    /** Notes that QFPay reports another amount or currency: from now on a person decides. */
    void dispute() {
        disputed = true;
    }

    /** Notes that QFPay has shown the right money after all. */
    void endDispute() {
        disputed = false;
    }

    /** Keeps what QFPay said last. Its own number is kept once, with the first answer that bears one. */
    void heard(String code, String text, String number) {
        if (code != null) {
            responseCode = Texts.code(code);
            responseText = Texts.words(text);
        }
        if (qfpayNumber == null && number != null) {
            qfpayNumber = Texts.cut(number, 128);
        }
    }

    /** The number under which the money came, which for an order opened twice need not be the first one heard. */
    void paidUnder(String number) {
        qfpayNumber = Texts.cut(number, 128);
    }

    /** Keeps how it was paid, where the payer chose that on QFPay's page. */
    void paidBy(String code) {
        if (payType.isEmpty() && code != null && code.length() <= PAY_TYPE) {
            payType = code;
        }
    }

    /** Keeps what the payer needs, as far as it is given. */
    void present(PayerHandle given) {
        if (given != null) {
            handle = handle == null ? new KeptHandle() : handle;
            handle.keep(given);
        }
    }

    /** Sets money aside for a refund that is about to be sent. The caller has checked that it is there. */
    public void reserve(Money part) {
        requireSameCurrency(part);
        if (part.minor() <= 0 || part.minor() > refundable().minor()) {
            throw new IllegalStateException("Payment " + orderNumber + " has " + refundable() + " left, not " + part);
        }
        balance.reserve(part.minor());
    }

    /** Frees what was set aside: the refund was definitely refused. */
    public void release(Money part) {
        requireSameCurrency(part);
        if (part.minor() > balance.reserved()) {
            throw new IllegalStateException("Payment " + orderNumber + " has " + reserved() + " reserved, not " + part);
        }
        balance.release(part.minor(), amount);
    }

    /** Turns what was set aside into money that went back. */
    public void refundReserved(Money part) {
        release(part);
        balance.refund(part.minor(), amount);
    }

    /**
     * Counts money that went back without being set aside here: a refund made elsewhere, or one that had been given up.
     * An excess is kept as overdrawn.
     *
     * @return whether more went back, or is set aside, than was paid
     */
    public boolean refundUnreserved(Money part) {
        requireSameCurrency(part);
        balance.refund(part.minor(), amount);
        return balance.overdrawn() > 0;
    }

    private void requireSameCurrency(Money part) {
        if (!currency.equals(part.currency())) {
            throw new IllegalArgumentException(
                    "Payment " + orderNumber + " is in " + currency + ", not in " + part.currency());
        }
    }
}
