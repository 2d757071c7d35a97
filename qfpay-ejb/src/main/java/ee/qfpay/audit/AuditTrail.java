package ee.qfpay.audit;

import ee.qfpay.access.Caller;
import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import java.time.Clock;

/** Writes down acts of people and applications. Never a key, password, auth code or whole body. */
@Stateless
public class AuditTrail {

    private static final int SUBJECT_LENGTH = 200;
    private static final int DETAIL_LENGTH = 500;

    @PersistenceContext(unitName = "qfpay")
    EntityManager entities;

    @Inject
    Clock clock;

    /**
     * Adds an entry in the act's own transaction.
     *
     * @param action a short word such as {@code REFUND} or {@code SIGN_IN}
     * @param subject what was acted on, such as an order number
     */
    @TransactionAttribute(TransactionAttributeType.MANDATORY)
    public void record(Caller caller, String action, String subject, String detail) {
        write(caller, action, subject, detail);
    }

    /** Adds an entry for an act that changes nothing in the database itself, such as a sign-in. */
    @TransactionAttribute(TransactionAttributeType.REQUIRES_NEW)
    public void recordAlone(Caller caller, String action, String subject, String detail) {
        write(caller, action, subject, detail);
    }

    private void write(Caller caller, String action, String subject, String detail) {
        entities.persist(new AuditEntry(
                clock.instant(), caller.name(), action, cut(subject, SUBJECT_LENGTH), cut(detail, DETAIL_LENGTH)));
    }

    private static String cut(String text, int length) {
        if (text.length() <= length) {
            return text;
        }
        boolean splits = Character.isHighSurrogate(text.charAt(length - 1));
        return text.substring(0, splits ? length - 1 : length);
    }
}
