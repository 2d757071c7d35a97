package ee.qfpay.run;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.HexFormat;

/** What outlives a stop of the run command. Only the owner may read it. */
final class DataDirectory {

    private static final int KEY_BYTES = 16;
    private static final int PASSWORD_BYTES = 9;
    private static final SecureRandom RANDOM = new SecureRandom();

    private final Path root;

    private DataDirectory(Path root) {
        this.root = root;
    }

    /** Opens the directory and creates it where it is missing. */
    static DataDirectory open(Path root) throws StartRefused {
        try {
            Files.createDirectories(root.getParent());
            if (!Files.isDirectory(root)) {
                Files.createDirectory(root, ownerOnly("rwx------"));
            }
            return new DataDirectory(root);
        } catch (IOException e) {
            throw new StartRefused("The data directory " + root + " cannot be created: " + e.getMessage() + ".");
        }
    }

    Path root() {
        return root;
    }

    /** The server's own scratch space: worthless after a stop. */
    Path server() {
        return root.resolve("server");
    }

    Path logs() {
        return root.resolve("logs");
    }

    Path sandbox() {
        return root.resolve("sandbox");
    }

    /**
     * The H2 file of one environment. Its settings keep every committed row, wait for a row lock, and leave closing to the
     * server: at Ctrl-C H2 would otherwise close the file under an application that is still being taken down.
     */
    String databaseUrl(String environment) {
        return "jdbc:h2:file:" + root.resolve("qfpay-" + environment)
                + ";WRITE_DELAY=0;LOCK_TIMEOUT=20000;DB_CLOSE_ON_EXIT=FALSE";
    }

    /** The key the connector and the local sandbox share, the same at every start: the ledger is signed with it. */
    String sandboxKey() throws StartRefused {
        return secret("sandbox-key", HexFormat.of().withUpperCase().formatHex(random(KEY_BYTES)));
    }

    /** The password of the demo users, the same at every start: it stands hashed in the database. */
    String demoPassword() throws StartRefused {
        return secret("demo-password", Base64.getUrlEncoder().withoutPadding().encodeToString(random(PASSWORD_BYTES)));
    }

    private String secret(String name, String fresh) throws StartRefused {
        Path file = root.resolve(name);
        try {
            Files.createFile(file, ownerOnly("rw-------"));
            Files.writeString(file, fresh);
            return fresh;
        } catch (FileAlreadyExistsException kept) {
            return read(file);
        } catch (IOException e) {
            throw new StartRefused("The file " + file + " cannot be written: " + e.getMessage() + ".");
        }
    }

    private static String read(Path file) throws StartRefused {
        try {
            String kept = Files.readString(file).strip();
            if (!kept.isEmpty()) {
                return kept;
            }
            throw new StartRefused("The file " + file + " is empty: delete it and start again.");
        } catch (IOException e) {
            throw new StartRefused("The file " + file + " cannot be read: " + e.getMessage() + ".");
        }
    }

    private static byte[] random(int length) {
        byte[] bytes = new byte[length];
        RANDOM.nextBytes(bytes);
        return bytes;
    }

    private static FileAttribute<?>[] ownerOnly(String permissions) {
        // Windows has no such permissions; there the user's own profile protects the directory.
        boolean posix = FileSystems.getDefault().supportedFileAttributeViews().contains("posix");
        return posix
                ? new FileAttribute<?>[] {
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(permissions))
                }
                : new FileAttribute<?>[0];
    }
}
