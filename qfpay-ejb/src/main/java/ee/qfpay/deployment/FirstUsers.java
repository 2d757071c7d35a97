package ee.qfpay.deployment;

import ee.qfpay.access.Role;
import ee.qfpay.access.UserBook;
import ee.qfpay.account.Settings;
import jakarta.ejb.EJB;
import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.inject.Inject;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.EnumSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.logging.Logger;

/**
 * Makes the users a deployment begins with: the first administrator of an empty database, and the demo users where the
 * run command asks for them.
 */
@Stateless
@TransactionAttribute(TransactionAttributeType.NOT_SUPPORTED)
public class FirstUsers {

    private static final Logger LOG = Logger.getLogger(FirstUsers.class.getName());
    private static final String ADMINISTRATOR = "admin";
    private static final Set<Role> ALL_ROLES = EnumSet.allOf(Role.class);
    private static final Map<String, Set<Role>> DEMO_USERS = Map.of(
            "viewer",
            EnumSet.of(Role.VIEWER),
            "clerk",
            EnumSet.of(Role.VIEWER, Role.REFUNDER),
            ADMINISTRATOR,
            ALL_ROLES);
    private static final String ALPHABET = "23456789ABCDEFGHJKMNPQRSTUVWXYZabcdefghijkmnpqrstuvwxyz";
    private static final int GENERATED_LENGTH = 20;

    @EJB
    UserBook users;

    @Inject
    Settings settings;

    /** Makes them, unless there are users already. */
    public void prepare() {
        if (users.isDemo()) {
            makeDemoUsers();
        }
        if (users.isEmpty()) {
            makeFirstAdministrator();
        }
    }

    private void makeDemoUsers() {
        settings.demoPassword().ifPresent(password -> users.addOrChangePassword(password.toCharArray(), DEMO_USERS));
    }

    private void makeFirstAdministrator() {
        Optional<String> configured = settings.administratorPassword();
        if (configured.isPresent()) {
            users.addIfAbsent(ADMINISTRATOR, configured.get().toCharArray(), ALL_ROLES);
            LOG.info("First administrator \"admin\" made; the password is the one of qfpay.admin.password");
            return;
        }
        String generated = generate();
        Path file = write(generated);
        users.addIfAbsent(ADMINISTRATOR, generated.toCharArray(), ALL_ROLES);
        LOG.info(() -> "First administrator \"admin\" made; the password is in " + file
                + ", readable by its owner only: sign in, keep it elsewhere, delete the file");
    }

    private static String generate() {
        SecureRandom random = new SecureRandom();
        StringBuilder password = new StringBuilder();
        for (int i = 0; i < GENERATED_LENGTH; i++) {
            password.append(ALPHABET.charAt(random.nextInt(ALPHABET.length())));
        }
        return password.toString();
    }

    /** A file that nobody else could read even for a moment: it is made with its permissions. */
    private static Path write(String password) {
        try {
            Path folder = Files.createDirectories(Path.of(System.getProperty("user.home"), "qfpay-data"));
            Path file = folder.resolve("first-administrator-" + System.nanoTime() + ".txt");
            boolean posix = folder.getFileSystem().supportedFileAttributeViews().contains("posix");
            if (posix) {
                Files.createFile(
                        file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
            }
            return Files.writeString(file, password + System.lineSeparator(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new Refusal("Set qfpay.admin.password: the database has no users yet, and a generated password"
                    + " could not be written to a file in the home folder of the server's user (" + e.getMessage()
                    + ").");
        }
    }
}
