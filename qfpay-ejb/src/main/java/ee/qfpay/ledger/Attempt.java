package ee.qfpay.ledger;

import ee.qfpay.gateway.Outcome;
import ee.qfpay.gateway.Reply;
import ee.qfpay.gateway.ResponseCodes;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;

/** One send to QFPay: written before it, completed after it. One that was never completed had no known answer. */
@Entity
@Table(name = "attempt")
class Attempt {

    private static final Set<String> WITHOUT_EFFECT = Set.of(Outcome.REFUSED.name(), Outcome.IN_DOUBT.name());

    @Id
    @GeneratedValue(strategy = GenerationType.IDENTITY)
    private Long id;

    @Enumerated(EnumType.STRING)
    private Subject subject;

    @Column(name = "subject_id")
    private long subjectId;

    @Enumerated(EnumType.STRING)
    private AttemptKind kind;

    private String number;

    @Column(name = "sent_at")
    private Instant sentAt;

    @Column(name = "answered_at")
    private Instant answeredAt;

    private String outcome;

    @Column(name = "http_status")
    private Integer httpStatus;

    @Column(name = "response_code")
    private String responseCode;

    @Column(name = "response_text")
    private String responseText;

    protected Attempt() {
        // for JPA
    }

    Attempt(Subject subject, long subjectId, AttemptKind kind, String number, Instant now) {
        this.subject = subject;
        this.subjectId = subjectId;
        this.kind = kind;
        this.number = number;
        this.sentAt = now;
    }

    long id() {
        return id;
    }

    AttemptKind kind() {
        return kind;
    }

    /** Whether QFPay said that this call cannot be done for this order. */
    boolean isNotPossibleHere() {
        return outcome != null
                && WITHOUT_EFFECT.contains(outcome)
                && ResponseCodes.notByThisCall(responseCode, responseText);
    }

    Sent sent() {
        return new Sent(sentAt, Optional.ofNullable(answeredAt));
    }

    void answered(Reply reply, Instant now) {
        answeredAt = now;
        outcome = reply.outcome().name();
        httpStatus = reply.httpStatus();
        responseCode = Texts.code(reply.responseCode());
        responseText = Texts.words(reply.responseText());
    }
}
