package ee.qfpay.access;

import jakarta.annotation.PostConstruct;
import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.LockModeType;
import jakarta.persistence.PersistenceContext;
import jakarta.security.enterprise.identitystore.Pbkdf2PasswordHash;
import java.time.Clock;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.logging.Logger;
import java.util.stream.Collectors;

/** The console's users: checks passwords, counts wrong ones, and makes the users a deployment begins with. */
@Stateless
@TransactionAttribute(TransactionAttributeType.REQUIRES_NEW)
public class UserBook {

    private static final Logger LOG = Logger.getLogger(UserBook.class.getName());

    /** The OWASP figure for PBKDF2 with HMAC-SHA512. */
    private static final Map<String, String> HASHING = Map.of(
            "Pbkdf2PasswordHash.Algorithm", "PBKDF2WithHmacSHA512",
            "Pbkdf2PasswordHash.Iterations", "210000",
            "Pbkdf2PasswordHash.SaltSizeBytes", "32",
            "Pbkdf2PasswordHash.KeySizeBytes", "32");

    private static final int NAME_LENGTH = 64;
    private static final int PASSWORD_LENGTH = 256;

    @PersistenceContext(unitName = "qfpay")
    EntityManager entities;

    @Inject
    Pbkdf2PasswordHash hash;

    @Inject
    Clock clock;

    private String nobodysHash;

    @PostConstruct
    void initialise() {
        hash.initialize(HASHING);
    }

    /**
     * Checks a name and password.
     *
     * @return the user's groups, or empty when name or password is wrong or the user is locked out: the answer, and
     *     the work done for it, are the same in each case
     */
    public Optional<Set<String>> signIn(String name, char[] password) {
        if (name == null || name.length() > NAME_LENGTH || password == null || password.length > PASSWORD_LENGTH) {
            return Optional.empty();
        }
        Optional<ConsoleUser> found = find(name, LockModeType.PESSIMISTIC_WRITE);
        if (found.isEmpty()) {
            hash.verify(password, hashOfNobody());
            return Optional.empty();
        }
        ConsoleUser user = found.get();
        boolean right = hash.verify(password, user.passwordHash());
        if (user.isLockedOut(clock.instant())) {
            LOG.info(() -> "Sign-in refused: user " + user.name() + " is locked out");
            return Optional.empty();
        }
        if (!right) {
            user.signInFailed(clock.instant());
            return Optional.empty();
        }
        user.signedIn();
        return Optional.of(user.roles().stream().map(Role::groupName).collect(Collectors.toSet()));
    }

    /** Makes the user unless there is one of that name; says whether it did. */
    public boolean addIfAbsent(String name, char[] password, Set<Role> roles) {
        if (find(name, LockModeType.NONE).isPresent()) {
            return false;
        }
        entities.persist(new ConsoleUser(name, hash.generate(password), roles, clock.instant()));
        return true;
    }

    /** Makes the user, or gives the one of that name this password. */
    public void addOrChangePassword(String name, char[] password, Set<Role> roles) {
        find(name, LockModeType.PESSIMISTIC_WRITE)
                .ifPresentOrElse(
                        user -> user.changePassword(hash.generate(password)), () -> addIfAbsent(name, password, roles));
    }

    /** Whether anybody could sign in at all. */
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

    /** A hash to check an unknown user's password against, so that the answer takes as long as for a known one. */
    private String hashOfNobody() {
        if (nobodysHash == null) {
            nobodysHash = hash.generate("nobody".toCharArray());
        }
        return nobodysHash;
    }
}
