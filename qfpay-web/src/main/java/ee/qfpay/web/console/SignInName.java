package ee.qfpay.web.console;

import java.util.regex.Pattern;

/** A user name as somebody typed it, made fit for the audit trail and the log. */
final class SignInName {

    private static final int LONGEST = 64;
    private static final Pattern UNPRINTABLE = Pattern.compile("[\\p{Cc}\\p{Cf}\\p{Cs}\\p{Zl}\\p{Zp}]");

    private SignInName() {}

    /** At most 64 characters, none of which could forge a second line, and no half ones, which not every database takes. */
    static String shown(String typed) {
        String beginning = typed.substring(0, Math.min(LONGEST, typed.length()));
        return UNPRINTABLE.matcher(beginning).replaceAll("?");
    }
}
