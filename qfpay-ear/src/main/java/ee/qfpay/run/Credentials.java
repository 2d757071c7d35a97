package ee.qfpay.run;

import java.util.Locale;
import java.util.Map;
import java.util.Properties;
import java.util.regex.Pattern;

/**
 * Whether the caller configured an account with QFPay. Only the presence of an app code or key is looked at, in any
 * environment: half an account is meant to reach the EAR, which says what is missing.
 */
final class Credentials {

    private static final Pattern CREDENTIAL = Pattern.compile("qfpay\\.((sandbox|test|prod)\\.)?(appcode|key)");

    private static final Pattern ENVIRONMENT_NAME = Pattern.compile("sandbox|test|prod");

    private Credentials() {}

    /** An empty or blank value counts as absent. */
    static boolean configured(Map<String, String> environment, Properties properties) {
        return environment.entrySet().stream().anyMatch(e -> isCredential(e.getKey(), e.getValue()))
                || properties.stringPropertyNames().stream()
                        .anyMatch(name -> isCredential(name, properties.getProperty(name)));
    }

    /**
     * The environment that names the database file: {@code sandbox} when unset. An unknown name also gives
     * {@code sandbox}, because the EAR refuses to start with it.
     */
    static String environment(Map<String, String> environment, Properties properties) {
        String name = properties
                .getProperty("qfpay.env", environment.getOrDefault("QFPAY_ENV", ""))
                .strip()
                .toLowerCase(Locale.ROOT);
        return ENVIRONMENT_NAME.matcher(name).matches() ? name : "sandbox";
    }

    private static boolean isCredential(String name, String value) {
        String dotted = name.toLowerCase(Locale.ROOT).replace('_', '.');
        return CREDENTIAL.matcher(dotted).matches() && !value.isBlank();
    }
}
