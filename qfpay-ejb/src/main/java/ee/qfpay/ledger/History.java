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

/** One move of a payment or refund from state to state. Never changed or deleted. */
@Entity
@Table(name = "history")
class History {

    @Id
    @GeneratedValue(strategy = GenerationType.IDENTITY)
    private Long id;

    @Enumerated(EnumType.STRING)
    private Subject subject;

    @Column(name = "subject_id")
    private long subjectId;

    private String number;

    @Column(name = "from_state")
    private String fromState;

    @Column(name = "to_state")
    private String toState;

    @Enumerated(EnumType.STRING)
    private Source source;

    @Column(name = "response_code")
    private String responseCode;

    private String note;

    private String actor;

    private Instant at;

    protected History() {
        // for JPA
    }

    History(Subject subject, long subjectId, Move move, Instant now) {
        this.subject = subject;
        this.subjectId = subjectId;
        this.number = move.number();
        this.fromState = move.from();
        this.toState = move.to();
        this.source = move.source();
        this.responseCode = Texts.code(move.responseCode());
        this.note = Texts.words(move.note());
        this.actor = move.actor();
        this.at = now;
    }

    HistoryLine line() {
        return new HistoryLine(at, number, fromState, toState, source, responseCode, note, actor);
    }
}
