package ee.qfpay.access;

import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.LockModeType;
import jakarta.persistence.PersistenceContext;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.logging.Logger;
import java.util.stream.Collectors;

/** The short transactions on console users. No password is checked in one: that takes long, on purpose. */
@Stateless
@TransactionAttribute(TransactionAttributeType.REQUIRES_NEW)
public class UserRecords {

    private static final Logger LOG = Logger.getLogger(UserRecords.class.getName());

    /** More users than this are not offered in a list of names. */
    private static final int MOST_NAMED = 500;

    @PersistenceContext(unitName = "qfpay")
    EntityManager entities;

    @Inject
    Clock clock;

    /** The hash of a user's password, if there is such a user. */
    public Optional<String> passwordHashOf(String name) {
        return find(name, LockModeType.NONE).map(ConsoleUser::passwordHash);
    }

    /** Ends a sign-in with the right password: the user's groups, or nothing while the user is locked out. */
    public Optional<Set<String>> signedIn(String name) {
        Optional<ConsoleUser> user = find(name, LockModeType.PESSIMISTIC_WRITE);
        if (user.isEmpty()) {
            return Optional.empty();
        }
        if (user.get().isLockedOut(clock.instant())) {
            LOG.info(() -> "Sign-in refused: user " + user.get().name() + " is locked out");
            return Optional.empty();
        }
        user.get().signedIn();
        return Optional.of(user.get().roles().stream().map(Role::groupName).collect(Collectors.toSet()));
    }

    /** Counts a wrong password; one during a lock-out changes nothing. */
    public void signInFailed(String name) {
        find(name, LockModeType.PESSIMISTIC_WRITE)
                .filter(user -> !user.isLockedOut(clock.instant()))
                .ifPresent(user -> user.signInFailed(clock.instant()));
    }

    /** Makes the user unless there is one of that name; says whether it did. */
    public boolean addIfAbsent(String name, String passwordHash, Set<Role> roles) {
        if (find(name, LockModeType.NONE).isPresent()) {
            return false;
        }
        entities.persist(new ConsoleUser(name, passwordHash, roles, clock.instant()));
        return true;
    }

    /** Gives a user another password, and ends a lock-out. */
    public void changePassword(String name, String passwordHash) {
        find(name, LockModeType.PESSIMISTIC_WRITE).ifPresent(user -> user.changePassword(passwordHash));
    }

    /** The names of the users in a role, in alphabetical order. */
    public List<String> namesIn(Role role) {
        return entities.createQuery("select u from ConsoleUser u order by u.name", ConsoleUser.class)
                .setMaxResults(MOST_NAMED)
                .getResultStream()
                .filter(user -> user.roles().contains(role))
                .map(ConsoleUser::name)
                .toList();
    }

    /** Whether there is no user at all. */
    public boolean isEmpty() {
        return entities.createQuery("select count(u) from ConsoleUser u", Long.class)
                        .getSingleResult()
                == 0;
    }

    private Optional<ConsoleUser> find(String name, LockModeType lock) {
        return entities.createQuery("select u from ConsoleUser u where u.name = :name", ConsoleUser.class)
                .setParameter("name", name)
                .setLockMode(lock)
                .getResultStream()
                .findFirst();
    }
}
