package ee.qfpay.halt;

import ee.qfpay.account.Account;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;

/** New payments or new refunds of a merchant are stopped for as long as this row is there. */
@Entity
@Table(name = "halt")
class Halt {

    @Id
    @GeneratedValue(strategy = GenerationType.IDENTITY)
    private Long id;

    private String merchant;

    private String account;

    private String environment;

    @Enumerated(EnumType.STRING)
    private Halted what;

    private String reason;

    @Column(name = "stopped_at")
    private Instant stoppedAt;

    private String actor;

    protected Halt() {
        // for JPA
    }

    Halt(Account account, Halted what, String reason, Instant now, String actor) {
        this.merchant = account.merchant();
        this.account = account.name();
        this.environment = account.environment().code();
        this.what = what;
        this.reason = reason;
        this.stoppedAt = now;
        this.actor = actor;
    }

    HaltView view() {
        return new HaltView(merchant, account, what, reason, stoppedAt, actor);
    }
}
