package ee.qfpay.ledger;

import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.Table;

/**
 * An order or refund number that is taken, and a digest of what it was taken for. QFPay wants numbers unique over
 * payments and refunds of a merchant, so both claim theirs here, before anything is sent. Written by
 * {@link Ledger#claim} alone, and never changed.
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

    protected ClaimedNumber() {
        // for JPA
    }

    Claim claim() {
        return new Claim(kind, content);
    }
}
