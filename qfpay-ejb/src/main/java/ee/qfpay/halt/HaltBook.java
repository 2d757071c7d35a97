package ee.qfpay.halt;

import ee.qfpay.access.Caller;
import ee.qfpay.account.Account;
import ee.qfpay.audit.AuditTrail;
import jakarta.ejb.EJB;
import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import java.time.Clock;
import java.util.Optional;
import java.util.logging.Logger;

/** The short transactions of stopping, resuming and asking whether something is stopped. */
@Stateless
@TransactionAttribute(TransactionAttributeType.REQUIRES_NEW)
public class HaltBook {

    private static final Logger LOG = Logger.getLogger(HaltBook.class.getName());

    @PersistenceContext(unitName = "qfpay")
    EntityManager entities;

    @EJB
    AuditTrail audit;

    @Inject
    Clock clock;

    /**
     * What is stopped of this account, and why; read anew each time, because another node may have changed it. Within the
     * transaction of a caller that is about to write a send down, or in one of its own.
     */
    @TransactionAttribute(TransactionAttributeType.REQUIRED)
    public Optional<HaltView> find(Account account, Halted what) {
        return row(account, what).map(Halt::view);
    }

    /** Stops it, unless it is stopped already: then the first reason stands. */
    public void stop(Account account, Halted what, String reason, Caller caller) {
        if (row(account, what).isPresent()) {
            return;
        }
        entities.persist(new Halt(account, what, reason, clock.instant(), caller.name()));
        tell(caller, "STOP_", account, what, reason);
    }

    /** Lets it go on, if it is stopped. */
    public void resume(Account account, Halted what, String reason, Caller caller) {
        row(account, what).ifPresent(halt -> {
            entities.remove(halt);
            tell(caller, "RESUME_", account, what, reason);
        });
    }

    private void tell(Caller caller, String act, Account account, Halted what, String reason) {
        audit.record(
                caller,
                act + what,
                account.name() + " in " + account.environment().code(),
                reason);
        LOG.info(() -> act + what + " of account " + account.name() + " by " + caller.name());
    }

    private Optional<Halt> row(Account account, Halted what) {
        return entities.createQuery("select h from Halt h where h.merchant = :merchant and h.what = :what", Halt.class)
                .setParameter("merchant", account.merchant())
                .setParameter("what", what)
                .getResultStream()
                .findFirst();
    }
}
