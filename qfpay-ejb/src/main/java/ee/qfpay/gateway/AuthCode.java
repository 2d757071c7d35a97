package ee.qfpay.gateway;

/**
 * The code a payer shows: a payment credential, used once, never stored, logged or audited. No record, so that nothing
 * prints or compares it by accident.
 */
public final class AuthCode {
    private static final int LONGEST = 128;

    private final String digits;

    private AuthCode(String digits) {
        this.digits = digits;
    }

    /**
     * @throws IllegalArgumentException when it is blank or longer than 128 characters; the message never repeats it
     */
    public static AuthCode of(String digits) {
        if (digits == null || digits.isBlank() || digits.length() > LONGEST) {
            throw new IllegalArgumentException("an auth code has 1 to " + LONGEST + " characters and is not blank");
        }
        return new AuthCode(digits);
    }

    String digits() {
        return digits;
    }

    @Override
    public String toString() {
        return "AuthCode[hidden]";
    }
}
