package ee.qfpay.web.console;

import java.util.Locale;
import java.util.ResourceBundle;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The console's texts in one language. Placeholders are {@code {0}}, {@code {1}}; no other character means anything, so
 * that translators need no escapes.
 */
final class Words {

    private static final String BUNDLE = "ee.qfpay.web.console.words";

    private static final Pattern PLACE = Pattern.compile("\\{([0-9])}");

    private final ResourceBundle bundle;

    private Words(ResourceBundle bundle) {
        this.bundle = bundle;
    }

    /** The texts for one of the languages of {@link Language}. */
    static Words in(Locale locale) {
        return new Words(ResourceBundle.getBundle(BUNDLE, locale, Words.class.getClassLoader()));
    }

    boolean has(String key) {
        return bundle.containsKey(key);
    }

    /** The text with its placeholders filled. */
    String text(String key, Object... values) {
        return PLACE.matcher(bundle.getString(key)).replaceAll(place -> filled(place, values));
    }

    private static String filled(MatchResult place, Object[] values) {
        int index = Integer.parseInt(place.group(1));
        String value = index < values.length ? String.valueOf(values[index]) : place.group();
        return Matcher.quoteReplacement(value);
    }
}
