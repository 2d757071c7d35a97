package ee.qfpay.ledger;

import ee.qfpay.gateway.SendLog;
import jakarta.annotation.Resource;
import jakarta.ejb.SessionContext;
import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.persistence.EntityManager;
import jakarta.persistence.LockModeType;
import jakarta.persistence.PersistenceContext;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.hibernate.Session;

/** The short transactions in which requests are counted, each before its request is sent. */
@Stateless
@TransactionAttribute(TransactionAttributeType.REQUIRES_NEW)
public class RequestLogBook {

    @PersistenceContext(unitName = "qfpay")
    EntityManager entities;

    @Resource
    SessionContext context;

    /**
     * Changes the log of a merchant, whose row is locked meanwhile.
     *
     * @return false when the merchant has none yet
     */
    public boolean change(String merchant, UnaryOperator<SendLog> change) {
        RequestLog row = entities.find(RequestLog.class, merchant, LockModeType.PESSIMISTIC_WRITE);
        if (row == null) {
            return false;
        }
        SendLog before = row.sent();
        SendLog after = change.apply(before);
        if (after != before) {
            row.sent(after);
        }
        return true;
    }

    /** Begins the log of a merchant, unless another node does so meanwhile. */
    public void begin(String merchant) {
        boolean isFirst = entities.unwrap(Session.class)
                .doReturningWork(
                        connection -> UniqueInsert.isFirst(connection, RequestLog.INSERT, RequestLog.empty(merchant)));
        if (!isFirst) {
            context.setRollbackOnly();
        }
    }

    /** The log of a merchant as it stands. */
    @TransactionAttribute(TransactionAttributeType.REQUIRED)
    public Optional<SendLog> find(String merchant) {
        return Optional.ofNullable(entities.find(RequestLog.class, merchant)).map(RequestLog::sent);
    }
}
