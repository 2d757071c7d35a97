package ee.qfpay.access;

import java.security.Principal;

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

    /** The caller of a session bean, as the container names it; without a signed-in user it is another application. */
    public static Caller of(Principal principal) {
        if (principal == null || principal.getName() == null || UNAUTHENTICATED.equals(principal.getName())) {
            return new Caller(Kind.APPLICATION, "application");
        }
        String name = principal.getName();
        return new Caller(Kind.CONSOLE_USER, name.substring(0, Math.min(NAME_LENGTH, name.length())));
    }
}
