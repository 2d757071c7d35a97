package ee.qfpay.catalogue;

import java.util.Locale;
import java.util.Objects;
import java.util.Set;

/**
 * One text in the three languages of the connector.
 *
 * @param english as in QFPay's English guide where it is clear
 * @param simplified Simplified Chinese
 * @param traditional Traditional Chinese in the terms of Hong Kong
 */
public record Texts(String english, String simplified, String traditional) {

    /** Where Chinese is written in Traditional characters when the locale names no script. */
    private static final Set<String> TRADITIONAL_PLACES = Set.of("HK", "TW", "MO");

    public Texts {
        Objects.requireNonNull(english, "english");
        Objects.requireNonNull(simplified, "simplified");
        Objects.requireNonNull(traditional, "traditional");
    }

    /**
     * The text for a reader. Chinese is Traditional where the script is Hant or, with no script named, the place is
     * Hong Kong, Macau or Taiwan; all other Chinese is Simplified; every other language reads English.
     */
    public String in(Locale locale) {
        if (!locale.getLanguage().equals("zh")) {
            return english;
        }
        boolean hant = locale.getScript().isEmpty()
                ? TRADITIONAL_PLACES.contains(locale.getCountry())
                : locale.getScript().equals("Hant");
        return hant ? traditional : simplified;
    }

    /** Whether any of the three languages contains the text, whatever its letter case; blank text is in everything. */
    public boolean matches(String search) {
        String sought = fold(search);
        return fold(english).contains(sought)
                || fold(simplified).contains(sought)
                || fold(traditional).contains(sought);
    }

    /** Brings a search and what is searched to one letter case, the same on a server in any locale. */
    static String fold(String text) {
        return text.strip().toLowerCase(Locale.ROOT);
    }
}
