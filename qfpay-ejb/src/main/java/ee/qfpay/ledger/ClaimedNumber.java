package ee.qfpay.ledger;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;

/**
 * An order or refund number that is taken, and a digest of what it was taken for. QFPay wants numbers unique over
 * payments and refunds of a merchant, so both claim theirs here, before anything is sent.
 */
@Entity
@Table(name = "order_number")
class ClaimedNumber {

    @Id
    @GeneratedValue(strategy = GenerationType.IDENTITY)
    private Long id;

    private String merchant;

    private String number;

    @Enumerated(EnumType.STRING)
    private Subject kind;

    private String content;

    @Column(name = "claimed_at")
    private Instant claimedAt;

    protected ClaimedNumber() {
        // for JPA
    }

    ClaimedNumber(String merchant, String number, Subject kind, String content, Instant now) {
        this.merchant = merchant;
        this.number = number;
        this.kind = kind;
        this.content = content;
        this.claimedAt = now;
    }

    Claim claim() {
        return new Claim(kind, content);
    }
}
