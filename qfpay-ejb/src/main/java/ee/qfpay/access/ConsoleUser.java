package ee.qfpay.access;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import jakarta.persistence.Version;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Collection;
import java.util.EnumSet;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Somebody who signs in to the console: a name, a salted password hash and roles.
 *
 * <p>Ten wrong passwords in a row lock the user out for half an hour, also for the right password, and a right one
 * afterwards begins the count anew.
 */
@Entity
@Table(name = "console_user")
class ConsoleUser {

    static final int TRIES = 10;
    static final Duration LOCK_OUT = Duration.ofMinutes(30);

    @Id
    @GeneratedValue(strategy = GenerationType.IDENTITY)
    private Long id;

    @Version
    private long version;

    private String name;

    @Column(name = "password_hash", length = 512)
    private String passwordHash;

    private String roles;

    @Column(name = "failed_sign_ins")
    private int failedSignIns;

    @Column(name = "locked_until")
    private Instant lockedUntil;

    @Column(name = "created_at")
    private Instant createdAt;

    protected ConsoleUser() {
        // for JPA
    }

    ConsoleUser(String name, String passwordHash, Collection<Role> roles, Instant now) {
        this.name = name;
        this.passwordHash = passwordHash;
        this.roles = roles.stream().map(Role::name).collect(Collectors.joining(","));
        this.createdAt = now;
    }

    String name() {
        return name;
    }

    String passwordHash() {
        return passwordHash;
    }

    Set<Role> roles() {
        return Arrays.stream(roles.split(","))
                .map(Role::valueOf)
                .collect(Collectors.toCollection(() -> EnumSet.noneOf(Role.class)));
    }

    boolean isLockedOut(Instant now) {
        return lockedUntil != null && now.isBefore(lockedUntil);
    }

    void signedIn() {
        failedSignIns = 0;
        lockedUntil = null;
    }

    /** Counts a wrong password, and locks the user out with the tenth. */
    void signInFailed(Instant now) {
        failedSignIns++;
        if (failedSignIns >= TRIES) {
            failedSignIns = 0;
            lockedUntil = now.plus(LOCK_OUT);
        }
    }

    void changePassword(String newHash) {
        passwordHash = newHash;
        signedIn();
    }
}
