package ee.qfpay.access;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.EnumSet;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Wrong passwords are counted, and the tenth in a row locks the user out for half an hour. */
class ConsoleUserTest {

    private static final Instant NOW = Instant.parse("2026-11-21T08:00:00Z");

    private final ConsoleUser user = new ConsoleUser("clerk", "hash", EnumSet.of(Role.VIEWER, Role.REFUNDER), NOW);

    @Test
    void nineWrongPasswordsDoNotLockOut() {
        fail(9);
        assertThat(user.isLockedOut(NOW)).isFalse();
    }

    @Test
    void tenthWrongPasswordLocksOutForHalfAnHour() {
        fail(10);
        assertThat(user.isLockedOut(NOW)).isTrue();
        assertThat(user.isLockedOut(NOW.plus(Duration.ofMinutes(30)).minusMillis(1)))
                .isTrue();
        assertThat(user.isLockedOut(NOW.plus(Duration.ofMinutes(30)))).isFalse();
    }

    @Test
    void rightPasswordBeginsTheCountAnew() {
        fail(9);
        user.signedIn();
        fail(9);
        assertThat(user.isLockedOut(NOW)).isFalse();
    }

    @Test
    void newPasswordEndsTheLockOut() {
        fail(10);
        user.changePassword("another hash");
        assertThat(user.isLockedOut(NOW)).isFalse();
        assertThat(user.passwordHash()).isEqualTo("another hash");
    }

    @Test
    void rolesAreKeptAsGiven() {
        assertThat(user.roles()).containsExactlyInAnyOrder(Role.VIEWER, Role.REFUNDER);
    }

    private void fail(int times) {
        IntStream.range(0, times).forEach(n -> user.signInFailed(NOW));
    }
}
