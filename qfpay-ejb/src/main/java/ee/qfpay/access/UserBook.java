package ee.qfpay.access;

import ee.qfpay.account.Accounts;
import ee.qfpay.account.Environment;
import ee.qfpay.account.Settings;
import jakarta.annotation.PostConstruct;
import jakarta.ejb.EJB;
import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.inject.Inject;
import jakarta.security.enterprise.identitystore.Pbkdf2PasswordHash;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The console's users: checks passwords, counts wrong ones, and makes the users a deployment begins with. A password is
 * checked outside of any transaction: it takes a tenth of a second, and somebody who tries many at once must not hold the
 * connections that payments need.
 */
@Stateless
@TransactionAttribute(TransactionAttributeType.NOT_SUPPORTED)
public class UserBook {

    /** The OWASP figure for PBKDF2 with HMAC-SHA512. */
    private static final String ROUNDS = "210000";

    /**
     * Rounds make it dear to guess what a person may have chosen. The demo's password is made by chance, and guards play money: its
     * users need not wait for a second on a small machine at each sign-in.
     */
    private static final String ROUNDS_OF_THE_DEMO = "10000";

    private static final int NAME_LENGTH = 64;
    private static final int PASSWORD_LENGTH = 256;

    @EJB
    UserRecords records;

    @Inject
    Pbkdf2PasswordHash hash;

    @Inject
    Accounts accounts;

    @Inject
    Settings settings;

    private String nobodysHash;

    @PostConstruct
    void initialise() {
        hash.initialize(Map.of(
                "Pbkdf2PasswordHash.Algorithm",
                "PBKDF2WithHmacSHA512",
                "Pbkdf2PasswordHash.Iterations",
                isDemo() ? ROUNDS_OF_THE_DEMO : ROUNDS,
                "Pbkdf2PasswordHash.SaltSizeBytes",
                "32",
                "Pbkdf2PasswordHash.KeySizeBytes",
                "32"));
    }

    /**
     * Checks a name and password.
     *
     * @return the user's groups, or empty when name or password is wrong or the user is locked out: the answer, and
     *     the work done for it, are the same in each case
     */
    public Optional<Set<String>> signIn(String name, char[] password) {
        if (!isName(name) || password == null || password.length > PASSWORD_LENGTH) {
            return Optional.empty();
        }
        Optional<String> known = records.passwordHashOf(name);
        boolean right = hash.verify(password, known.orElseGet(this::hashOfNobody)) && known.isPresent();
        if (right) {
            return records.signedIn(name);
        }
        records.signInFailed(name);
        return Optional.empty();
    }

    /** Whether somebody may have this name; PostgreSQL does not even look for one with a NUL in it. */
    private static boolean isName(String name) {
        return name != null && name.length() <= NAME_LENGTH && name.chars().noneMatch(Character::isISOControl);
    }

    /** Makes the user unless there is one of that name; says whether it did. */
    public boolean addIfAbsent(String name, char[] password, Set<Role> roles) {
        return records.addIfAbsent(name, hash.generate(password), roles);
    }

    /** Makes the users of these names and roles, or gives them this password: one for all, and so hashed once. */
    public void addOrChangePassword(char[] password, Map<String, Set<Role>> users) {
        String hashed = hash.generate(password);
        users.forEach((name, roles) -> {
            if (!records.addIfAbsent(name, hashed, roles)) {
                records.changePassword(name, hashed);
            }
        });
    }

    /** The names of the users in a role, in alphabetical order; the first few hundred. */
    public List<String> namesIn(Role role) {
        return records.namesIn(role);
    }

    /** Whether nobody could sign in at all. */
    public boolean isEmpty() {
        return records.isEmpty();
    }

    /** Whether the users are those of the demo, at the local sandbox. */
    public boolean isDemo() {
        return settings.demo() && accounts.standard().environment() == Environment.LOCAL;
    }

    /** A hash to check an unknown user's password against, so that the answer takes as long as for a known one. */
    private String hashOfNobody() {
        if (nobodysHash == null) {
            nobodysHash = hash.generate("nobody".toCharArray());
        }
        return nobodysHash;
    }
}
