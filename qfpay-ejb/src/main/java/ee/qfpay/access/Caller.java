package ee.qfpay.access;

import ee.qfpay.api.NotPermitted;
import jakarta.ejb.SessionContext;
import java.security.Principal;
import java.util.Arrays;

/**
 * Who asks for something: a console user by name, another application of the server, or the connector itself. The name
 * goes into history and audit.
 */
public record Caller(Kind kind, String name) {

    /** What sort of caller it is. */
    public enum Kind {
        CONSOLE_USER,
        APPLICATION,
        SYSTEM
    }

    /** Timers, notifications and start-up. */
    public static final Caller SYSTEM = new Caller(Kind.SYSTEM, "system");

    private static final int NAME_LENGTH = 64;
    private static final String UNAUTHENTICATED = "ANONYMOUS";

    /**
     * The caller of a session bean. A console user is who has one of the connector's own roles; everybody else comes
     * from another application, whose own signed-in users the server names to us too. The bean declares the roles.
     */
    public static Caller of(SessionContext context) {
        boolean hasOurRole = Arrays.stream(Role.values()).anyMatch(role -> context.isCallerInRole(role.groupName()));
        Caller named = of(context.getCallerPrincipal());
        return hasOurRole || named.kind() == Kind.APPLICATION ? named : new Caller(Kind.APPLICATION, named.name());
    }

    /**
     * Lets a console user do something only in this role. Other applications may: the server decides which it runs.
     *
     * @param act what is to be done, as the end of "may not …"
     * @throws NotPermitted the console user is not in the role
     */
    public static void requireRole(SessionContext context, Role role, String act) {
        Caller caller = of(context);
        if (caller.kind() == Kind.CONSOLE_USER && !context.isCallerInRole(role.groupName())) {
            throw new NotPermitted("User " + caller.name() + " may not " + act + ": ask an administrator for the role "
                    + role.groupName());
        }
    }

    /** Whoever is signed in to the console, as its pages know him; nobody is another application. */
    public static Caller of(Principal principal) {
        String name = principal == null ? null : principal.getName();
        if (name == null || name.isBlank() || UNAUTHENTICATED.equals(name)) {
            return new Caller(Kind.APPLICATION, "application");
        }
        return new Caller(Kind.CONSOLE_USER, name.substring(0, Math.min(NAME_LENGTH, name.length())));
    }
}
