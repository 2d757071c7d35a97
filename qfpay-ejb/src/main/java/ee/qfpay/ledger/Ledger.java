package ee.qfpay.ledger;

import ee.qfpay.gateway.Outcome;
import ee.qfpay.gateway.Reply;
import ee.qfpay.trace.Trace;
import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.LockModeType;
import jakarta.persistence.PersistenceContext;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.logging.Logger;
import org.hibernate.Session;

/** Writes the shared books, always in the transaction of the payment or refund concerned. */
@Stateless
@TransactionAttribute(TransactionAttributeType.MANDATORY)
public class Ledger {

    private static final Logger LOG = Logger.getLogger(Ledger.class.getName());

    private static final String CLAIM =
            "insert into order_number (merchant, number, kind, content, claimed_at) values (?, ?, ?, ?, ?)";

    /** Endings of a close or reversal that changed nothing at QFPay. */
    private static final List<String> WITHOUT_EFFECT =
            List.of(Outcome.REFUSED.name(), Outcome.NOT_SENT.name(), Outcome.BUSY.name());

    /** Of more closes and reversals of one payment than this the older ones are not looked at. */
    private static final int MOST_CANCELS = 100;

    @PersistenceContext(unitName = "qfpay")
    EntityManager entities;

    @Inject
    Clock clock;

    /**
     * Takes a number for good.
     *
     * @param content digest of what it is taken for
     * @throws NumberTaken somebody was first; the transaction is rolled back
     */
    public void claim(Owner owner, String number, Subject kind, String content) {
        List<Object> columns = List.of(
                owner.merchant(), number, kind.name(), content, clock.instant().atOffset(ZoneOffset.UTC));
        boolean isFirst = entities.unwrap(Session.class)
                .doReturningWork(connection -> UniqueInsert.isFirst(connection, CLAIM, columns));
        if (!isFirst) {
            throw new NumberTaken(number);
        }
    }

    /** What a number stands for, if it is taken. */
    @TransactionAttribute(TransactionAttributeType.SUPPORTS)
    public Optional<Claim> claimOf(String merchant, String number) {
        return entities.createQuery(
                        "select n from ClaimedNumber n where n.merchant = :merchant and n.number = :number",
                        ClaimedNumber.class)
                .setParameter("merchant", merchant)
                .setParameter("number", number)
                .getResultStream()
                .findFirst()
                .map(ClaimedNumber::claim);
    }

    /** Writes down a send before it happens; the key is for {@link #answered}. */
    public long sending(Subject subject, long subjectId, AttemptKind kind, String number) {
        Attempt attempt = new Attempt(subject, subjectId, kind, number, clock.instant());
        entities.persist(attempt);
        return attempt.id();
    }

    /** Writes down what came back for a send. */
    public void answered(long attemptId, Reply reply) {
        Attempt attempt = entities.find(Attempt.class, attemptId);
        if (attempt != null) {
            attempt.answered(reply, clock.instant());
        }
    }

    /** The kind of the latest close or reversal of a payment that QFPay said it does not take for it, if there is one. */
    @TransactionAttribute(TransactionAttributeType.SUPPORTS)
    public Optional<AttemptKind> impossibleCancel(long paymentId) {
        return entities.createQuery(
                        "select a from Attempt a where a.subject = :subject and a.subjectId = :id"
                                + " and a.kind in :kinds order by a.id desc",
                        Attempt.class)
                .setParameter("subject", Subject.PAYMENT)
                .setParameter("id", paymentId)
                .setParameter("kinds", List.of(AttemptKind.CLOSE, AttemptKind.REVERSAL))
                .setMaxResults(MOST_CANCELS)
                .getResultStream()
                .filter(Attempt::isNotPossibleHere)
                .findFirst()
                .map(Attempt::kind);
    }

    /** Writes a move into the history and the log. */
    public void moved(Subject subject, long subjectId, Move move) {
        entities.persist(new History(subject, subjectId, move, clock.instant()));
        LOG.info(() -> subject + " " + move.number() + ": " + orElse(move.from(), "new") + " -> " + move.to()
                + ", source " + move.source() + ", response code " + orElse(move.responseCode(), "none")
                + (move.note() == null ? "" : ", " + move.note())
                + Trace.suffix());
    }

    /** The moves of a payment or refund, oldest first. */
    @TransactionAttribute(TransactionAttributeType.SUPPORTS)
    public List<HistoryLine> historyOf(Subject subject, long subjectId) {
        return entities.createQuery(
                        "select h from History h where h.subject = :subject and h.subjectId = :id order by h.id",
                        History.class)
                .setParameter("subject", subject)
                .setParameter("id", subjectId)
                .getResultStream()
                .map(History::line)
                .toList();
    }

    /** Whether a close or reversal of the payment may have taken effect: QFPay took it, or its answer is not known. */
    @TransactionAttribute(TransactionAttributeType.SUPPORTS)
    public boolean mayBeCancelled(long paymentId) {
        return !entities.createQuery(
                        "select a.id from Attempt a where a.subject = :subject and a.subjectId = :id"
                                + " and a.kind in :kinds and (a.outcome is null or a.outcome not in :without)",
                        Long.class)
                .setParameter("subject", Subject.PAYMENT)
                .setParameter("id", paymentId)
                .setParameter("kinds", List.of(AttemptKind.CLOSE, AttemptKind.REVERSAL))
                .setParameter("without", WITHOUT_EFFECT)
                .setMaxResults(1)
                .getResultList()
                .isEmpty();
    }

    /** Puts a payment or refund before the poller. */
    public void watch(Subject subject, long subjectId, Owner owner, String number, Instant recordedAt, Instant from) {
        entities.persist(new Due(subject, subjectId, owner, number, recordedAt, from));
    }

    /** Moves the poller's next look, after news that changes when to ask. */
    public void lookAt(Subject subject, long subjectId, Instant at) {
        due(subject, subjectId).ifPresent(row -> row.askAt(at));
    }

    /** Has the poller look now, also where it is looking already: there is news that it may have missed. */
    public void lookNow(Subject subject, long subjectId) {
        due(subject, subjectId).ifPresent(row -> row.askAnew(clock.instant()));
    }

    /** Notes that a payment or refund was sent again, so that enquiries look that far. */
    public void sentAgain(Subject subject, long subjectId) {
        due(subject, subjectId).ifPresent(row -> row.sentAgain(clock.instant()));
    }

    /**
     * Has enquiries about a payment look this far: QFPay hears of one that begins on its own page only when the payer
     * opens it.
     */
    public void mayBeginUntil(Subject subject, long subjectId, Instant last) {
        due(subject, subjectId).ifPresent(row -> row.sentAgain(last));
    }

    /** Has a refund sent at a later time, instead of asking about it: nothing that was sent so far was taken. */
    public void sendLater(Subject subject, long subjectId, Instant at) {
        due(subject, subjectId).ifPresent(row -> row.begin(Stage.DEFERRED, at));
    }

    /** Has a refund asked about that is sent anew now: QFPay may know it from now on only. */
    public void sendingAnew(Subject subject, long subjectId, Instant firstLook) {
        due(subject, subjectId).ifPresent(row -> {
            row.sentAnew(clock.instant());
            row.begin(Stage.WATCH, firstLook);
        });
    }

    /** Has a refund asked about again that was to be sent later: QFPay has it after all. */
    public void askAgain(Subject subject, long subjectId) {
        due(subject, subjectId).ifPresent(row -> row.begin(Stage.WATCH, clock.instant()));
    }

    /** The latest send of this kind for any of these, or none. */
    @TransactionAttribute(TransactionAttributeType.SUPPORTS)
    public Optional<Sent> lastSent(Subject subject, AttemptKind kind, Collection<Long> subjectIds) {
        if (subjectIds.isEmpty()) {
            return Optional.empty();
        }
        return entities.createQuery(
                        "select a from Attempt a where a.subject = :subject and a.kind = :kind"
                                + " and a.subjectId in :ids order by a.id desc",
                        Attempt.class)
                .setParameter("subject", subject)
                .setParameter("kind", kind)
                .setParameter("ids", subjectIds)
                .setMaxResults(1)
                .getResultStream()
                .findFirst()
                .map(Attempt::sent);
    }

    /** Takes a payment or refund from before the poller: there is nothing left to ask. */
    public void unwatch(Subject subject, long subjectId) {
        due(subject, subjectId).ifPresent(entities::remove);
    }

    private Optional<Due> due(Subject subject, long subjectId) {
        return entities.createQuery("select d from Due d where d.subject = :subject and d.subjectId = :id", Due.class)
                .setParameter("subject", subject)
                .setParameter("id", subjectId)
                .setLockMode(LockModeType.PESSIMISTIC_WRITE)
                .getResultStream()
                .findFirst();
    }

    private static String orElse(String text, String otherwise) {
        return text == null ? otherwise : text;
    }
}
