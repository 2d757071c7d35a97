package ee.qfpay.notification;

import ee.qfpay.account.Account;
import ee.qfpay.gateway.Notice;
import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.LockModeType;
import jakarta.persistence.PersistenceContext;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/** The short transactions of the inbox. */
@Stateless
@TransactionAttribute(TransactionAttributeType.REQUIRES_NEW)
public class NotificationBook {

    private static final Duration RETRY = Duration.ofSeconds(30);
    private static final Duration LONGEST_RETRY = Duration.ofHours(1);
    private static final Duration DAY = Duration.ofDays(1);
    private static final Duration KEEP_UNVERIFIED = Duration.ofDays(7);
    private static final int MOST_DOUBLINGS = 10;

    @PersistenceContext(unitName = "qfpay")
    EntityManager entities;

    @Inject
    Clock clock;

    /** Keeps what was posted, from where, with the verdict; the key is for applying it. */
    public long store(Account account, Posted posted, String sender, Notice notice) {
        Instant now = clock.instant();
        Notification notification = new Notification(account, posted, sender, notice, now, now.plus(RETRY));
        entities.persist(notification);
        return notification.id();
    }

    /** How many bodies of this account and kind were kept within a day, counted to {@code most} and no further. */
    public long countOfDay(Account account, Kept kind, int most) {
        if (most == 0) {
            return 0;
        }
        String handled = kind == Kept.UNVERIFIED ? " and n.outcome = :refused" : " and n.outcome <> :refused";
        return entities.createQuery(
                        "select count(q.id) from (select n.id as id from Notification n where n.account = :account"
                                + " and n.receivedAt > :since" + handled + " order by n.id limit " + most + ") q",
                        Long.class)
                .setParameter("account", account.name())
                .setParameter("refused", Handling.REFUSED)
                .setParameter("since", clock.instant().minus(DAY))
                .getSingleResult();
    }

    /** Notes that it is done with. */
    public void handled(long id, Handling as) {
        Notification notification = entities.find(Notification.class, id, LockModeType.PESSIMISTIC_WRITE);
        if (notification.isPending()) {
            notification.handled(as, clock.instant());
        }
    }

    /** Notes that applying it failed, and when to try again. */
    public void failed(long id, String why) {
        Notification notification = entities.find(Notification.class, id, LockModeType.PESSIMISTIC_WRITE);
        if (notification.isPending()) {
            Duration wait = RETRY.multipliedBy(1L << Math.min(notification.tries(), MOST_DOUBLINGS));
            Duration bounded = wait.compareTo(LONGEST_RETRY) > 0 ? LONGEST_RETRY : wait;
            notification.failed(why, clock.instant().plus(bounded));
        }
    }

    /** Verified ones that are still to be applied and whose time has come, the oldest first. */
    public List<Notification> due(int atMost) {
        return entities.createQuery(
                        "select n from Notification n where n.outcome = :pending and n.nextAt <= :now order by n.nextAt",
                        Notification.class)
                .setParameter("pending", Handling.PENDING)
                .setParameter("now", clock.instant())
                .setMaxResults(atMost)
                .getResultList();
    }

    /** Forgets bodies without a right signature after a week. */
    public int forgetUnverified() {
        return entities.createQuery("delete from Notification n where n.outcome = :refused and n.receivedAt < :before")
                .setParameter("refused", Handling.REFUSED)
                .setParameter("before", clock.instant().minus(KEEP_UNVERIFIED))
                .executeUpdate();
    }
}
