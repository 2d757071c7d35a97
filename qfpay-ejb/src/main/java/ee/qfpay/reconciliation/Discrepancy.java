package ee.qfpay.reconciliation;

import ee.qfpay.ledger.Owner;
import ee.qfpay.ledger.Subject;
import ee.qfpay.ledger.Texts;
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
import java.util.regex.Pattern;

/** Something in which a day of QFPay's and ours do not agree: since when, and, where it agrees by now, since when that. */
@Entity
@Table(name = "discrepancy")
class Discrepancy {

    private static final Pattern CURRENCY = Pattern.compile("[A-Z]{3}");
    private static final int SHORT = 16;

    @Id
    @GeneratedValue(strategy = GenerationType.IDENTITY)
    private Long id;

    private String merchant;

    @Column(name = "finance_day")
    private String financeDay;

    @Enumerated(EnumType.STRING)
    @Column(name = "source")
    private Origin origin;

    @Enumerated(EnumType.STRING)
    private Kind kind;

    private String about;

    @Enumerated(EnumType.STRING)
    private Subject subject;

    @Column(name = "qfpay_number")
    private String qfpayNumber;

    @Column(name = "order_number")
    private String orderNumber;

    @Column(name = "our_amount")
    private Long ourAmount;

    @Column(name = "our_currency", length = SHORT)
    private String ourCurrency;

    @Column(name = "our_state")
    private String ourState;

    @Column(name = "their_amount")
    private Long theirAmount;

    @Column(name = "their_currency", length = SHORT)
    private String theirCurrency;

    @Column(name = "their_state")
    private String theirState;

    @Column(name = "first_seen_at")
    private Instant firstSeenAt;

    @Column(name = "last_seen_at")
    private Instant lastSeenAt;

    @Column(name = "gone_at")
    private Instant goneAt;

    @Enumerated(EnumType.STRING)
    private Telling telling = Telling.NOT_YET;

    /** How far a person knows of it. */
    enum Telling {
        NOT_YET,
        /** By an item of the work list, which a person may have closed. */
        TOLD,
        /** Its item closed by itself. */
        WITHDRAWN
    }

    protected Discrepancy() {
        // for JPA
    }

    Discrepancy(Owner owner, FinanceDay day, Origin origin, Difference difference, Instant now) {
        this.merchant = owner.merchant();
        this.financeDay = day.toString();
        this.origin = origin;
        this.kind = difference.kind();
        this.about = difference.about();
        this.subject = difference.subject();
        this.firstSeenAt = now;
        seen(difference, now);
    }

    Kind kind() {
        return kind;
    }

    String about() {
        return about;
    }

    /** What no other discrepancy of the day and origin has. */
    static String keyOf(Kind kind, String about) {
        return kind + " " + about;
    }

    boolean isGone() {
        return goneAt != null;
    }

    /** It is so, or again so. */
    void seen(Difference difference, Instant now) {
        firstSeenAt = isGone() ? now : firstSeenAt;
        goneAt = null;
        lastSeenAt = now;
        qfpayNumber = difference.qfpayNumber();
        orderNumber = difference.order();
        Own ours = difference.ours();
        ourAmount = ours == null ? null : ours.amount();
        ourCurrency = ours == null ? null : ours.currency();
        ourState = ours == null ? null : ours.state();
        Listed theirs = difference.theirs();
        theirAmount = theirs == null ? null : theirs.amount();
        theirCurrency = theirs == null ? null : Texts.cut(theirs.currency(), SHORT);
        theirState = theirs == null ? null : theirs.state();
    }

    void gone(Instant now) {
        goneAt = now;
    }

    Telling telling() {
        return telling;
    }

    void tell() {
        telling = Telling.TOLD;
    }

    /** Its item is closed: found again it is news. */
    void withdraw() {
        telling = Telling.WITHDRAWN;
    }

    DiscrepancyView view() {
        return new DiscrepancyView(
                kind,
                subject,
                qfpayNumber,
                orderNumber,
                money(ourAmount, ourCurrency),
                ourState,
                money(theirAmount, theirCurrency == null ? ourCurrency : theirCurrency),
                theirState,
                firstSeenAt);
    }

    private static Money money(Long amount, String currency) {
        boolean shown =
                amount != null && currency != null && CURRENCY.matcher(currency).matches();
        return shown ? new Money(amount, currency) : null;
    }
}
