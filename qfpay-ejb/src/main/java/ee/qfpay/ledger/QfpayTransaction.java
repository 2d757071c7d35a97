package ee.qfpay.ledger;

import ee.qfpay.gateway.Transaction;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;

/** One movement of money that QFPay told us of, under QFPay's own number: what was asked for here, or foreign. */
@Entity
@Table(name = "qfpay_transaction")
class QfpayTransaction {

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
    }

    QfpayTransaction ofPayment(long id) {
        paymentId = id;
        return this;
    }

    QfpayTransaction ofRefund(long id, long ofPayment) {
        refundId = id;
        paymentId = ofPayment;
        return this;
    }

    QfpayTransaction foreignTo(long ofPayment) {
        paymentId = ofPayment;
        foreign = true;
        return this;
    }
}
