package ee.qfpay.deployment;

import ee.qfpay.account.Environment;
import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import java.sql.DatabaseMetaData;
import org.hibernate.Session;

/** The database's own facts: what it is, what it is for, and whether it answers. */
@Stateless
@TransactionAttribute(TransactionAttributeType.REQUIRES_NEW)
public class DatabaseBook {

    @PersistenceContext(unitName = "qfpay")
    EntityManager entities;

    /** The product's name, such as {@code H2} or {@code PostgreSQL}, and its version. */
    public String product() {
        return entities.unwrap(Session.class).doReturningWork(connection -> {
            DatabaseMetaData facts = connection.getMetaData();
            return facts.getDatabaseProductName() + " " + facts.getDatabaseProductVersion();
        });
    }

    /** The persistence provider in use, for those who want to be sure. */
    public String provider() {
        return entities.unwrap(Session.class).getSessionFactory().getClass().getName();
    }

    /**
     * Marks a new database as demo or real, and refuses one that is marked as the other.
     *
     * @throws RuntimeException with one sentence when the mark does not fit
     */
    public void mark(Environment environment) {
        String kind = environment == Environment.LOCAL ? DatabaseMark.DEMO : DatabaseMark.REAL;
        DatabaseMark mark = entities.find(DatabaseMark.class, DatabaseMark.KIND);
        if (mark == null) {
            entities.persist(new DatabaseMark(DatabaseMark.KIND, kind));
            return;
        }
        if (!mark.content().equals(kind)) {
            throw new Refusal("This database is marked as " + mark.content() + " and the environment is "
                    + environment.code() + ": set qfpay.db.url to another database.");
        }
    }

    /** Whether no payment was ever recorded here. */
    public boolean hasNoOrders() {
        return entities.createQuery("select p.id from Payment p", Long.class)
                .setMaxResults(1)
                .getResultList()
                .isEmpty();
    }

    /** The version of the schema, as the last migration that worked left it. */
    public String schemaVersion() {
        return (String) entities.createNativeQuery(
                        "select \"version\" from \"flyway_schema_history\" where \"success\" = true"
                                + " order by \"installed_rank\" desc",
                        String.class)
                .setMaxResults(1)
                .getSingleResult();
    }

    /** Asks the database something small; throws when it does not answer. */
    public void ping() {
        entities.createQuery("select count(m) from DatabaseMark m", Long.class).getSingleResult();
    }
}
