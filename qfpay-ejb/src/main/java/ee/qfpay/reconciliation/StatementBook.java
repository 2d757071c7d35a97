package ee.qfpay.reconciliation;

import ee.qfpay.access.Caller;
import ee.qfpay.api.InvalidOrder;
import ee.qfpay.api.Violation;
import ee.qfpay.audit.AuditTrail;
import ee.qfpay.ledger.Owner;
import jakarta.ejb.EJB;
import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import java.time.Clock;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/** The short transactions of statements: kept once as received, and read. */
@Stateless
@TransactionAttribute(TransactionAttributeType.REQUIRES_NEW)
public class StatementBook {

    /** So many different statements of an account and day are kept. */
    static final int MOST_OF_A_DAY = 20;

    @PersistenceContext(unitName = "qfpay")
    EntityManager entities;

    @EJB
    AuditTrail audit;

    @Inject
    Clock clock;

    /**
     * Keeps it, unless the same bytes are kept for the day.
     *
     * @return whether it is new
     * @throws InvalidOrder there are as many of the day as are kept
     */
    public boolean keep(Owner owner, FinanceDay day, StatementFile file, Caller caller) {
        List<String> kept = entities.createQuery(
                        "select s.sha256 from Statement s where s.merchant = :merchant and s.financeDay = :day",
                        String.class)
                .setParameter("merchant", owner.merchant())
                .setParameter("day", day.toString())
                .getResultList();
        boolean isNew = !kept.contains(file.sha256());
        if (isNew && kept.size() >= MOST_OF_A_DAY) {
            throw new InvalidOrder(List.of(new Violation(
                    "statement",
                    file.name(),
                    "is one of at most " + MOST_OF_A_DAY + " that are kept of account " + owner.account() + " and "
                            + day)));
        }
        if (isNew) {
            entities.persist(new Statement(owner, day, file, caller, clock.instant()));
        }
        audit.record(caller, "STATEMENT_KEEP", owner.account() + " " + day, file.name() + " " + file.sha256());
        return isNew;
    }

    /** The kept ones of a day, without their bytes, the newest first. */
    public List<StatementView> of(Owner owner, FinanceDay day) {
        return entities.createQuery(
                        "select new ee.qfpay.reconciliation.StatementView(s.id, s.fileName, s.bytes, s.sha256,"
                                + " s.fromQfpay, s.receivedBy, s.receivedAt) from Statement s"
                                + " where s.merchant = :merchant and s.financeDay = :day order by s.id desc",
                        StatementView.class)
                .setParameter("merchant", owner.merchant())
                .setParameter("day", day.toString())
                .getResultList();
    }

    /** A statement with its bytes, for whoever takes it away: that is audited. */
    public Optional<StatementFile> taken(long id, Collection<String> merchants, Caller caller) {
        Optional<Statement> found = find(id, merchants);
        found.ifPresent(one -> audit.record(caller, "STATEMENT_TAKE", one.toString(), ""));
        return found.map(Statement::file);
    }

    /** A statement to compare: what it is, of whom and of which day. */
    public Optional<Kept> find(long id, Collection<String> merchants, FinanceDay day) {
        return find(id, merchants)
                .filter(one -> one.day().equals(day))
                .map(one -> new Kept(one.owner(), one.day(), one.file()));
    }

    /** A statement as it is kept. */
    public record Kept(Owner owner, FinanceDay day, StatementFile file) {}

    private Optional<Statement> find(long id, Collection<String> merchants) {
        return entities.createQuery(
                        "select s from Statement s where s.id = :id and s.merchant in :merchants", Statement.class)
                .setParameter("id", id)
                .setParameter("merchants", merchants)
                .getResultStream()
                .findFirst();
    }
}
