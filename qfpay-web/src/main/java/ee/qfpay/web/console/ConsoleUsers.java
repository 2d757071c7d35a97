package ee.qfpay.web.console;

import ee.qfpay.access.Caller;
import ee.qfpay.access.Role;
import ee.qfpay.access.UserBook;
import ee.qfpay.audit.AuditTrail;
import jakarta.ejb.EJB;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.security.enterprise.credential.UsernamePasswordCredential;
import jakarta.security.enterprise.identitystore.CredentialValidationResult;
import jakarta.security.enterprise.identitystore.IdentityStore;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/**
 * The console's users as the server asks for them. Whoever may sign in may look: every user is a viewer too.
 *
 * <p>Both endings of a sign-in are audited under the name as typed, cut. Checking a password is slow by design, so only
 * a few are checked at a time: a flood of them must not take the processors that payments need.
 */
@ApplicationScoped
public class ConsoleUsers implements IdentityStore {

    private static final int AT_A_TIME = 4;
    private static final long LONGEST_WAIT_SECONDS = 10;

    private final Semaphore checks = new Semaphore(AT_A_TIME);

    @EJB
    UserBook users;

    @EJB
    AuditTrail audit;

    /** Called by the server with what was typed on the sign-in page. */
    public CredentialValidationResult validate(UsernamePasswordCredential credential) {
        String name = credential.getCaller();
        Optional<Set<String>> groups = check(name, credential);
        Caller caller = Caller.of(() -> SignInName.shown(name));
        if (groups.isEmpty()) {
            audit.recordAlone(caller, "SIGN_IN_REFUSED", SignInName.shown(name), "");
            return CredentialValidationResult.INVALID_RESULT;
        }
        audit.recordAlone(caller, "SIGN_IN", SignInName.shown(name), "");
        Set<String> all = new HashSet<>(groups.get());
        all.add(Role.VIEWER.groupName());
        return new CredentialValidationResult(name, all);
    }

    private Optional<Set<String>> check(String name, UsernamePasswordCredential credential) {
        if (!mayCheck()) {
            return Optional.empty();
        }
        try {
            return users.signIn(name, credential.getPassword().getValue());
        } finally {
            checks.release();
        }
    }

    private boolean mayCheck() {
        try {
            return checks.tryAcquire(LONGEST_WAIT_SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
