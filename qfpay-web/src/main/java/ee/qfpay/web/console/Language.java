package ee.qfpay.web.console;

import ee.qfpay.catalogue.Texts;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** The languages of the console. */
public enum Language {
    ENGLISH("en", "English"),
    SIMPLIFIED("zh-CN", "简体中文"),
    TRADITIONAL("zh-HK", "繁體中文（香港）");

    /** The cookie that keeps a user's choice. */
    static final String COOKIE = "qfpay-language";

    /** Which of the three tags a reader of Chinese is given, by the rule of the code tables. */
    private static final Texts TAGS = new Texts("en", "zh-CN", "zh-HK");

    private final String tag;
    private final String ownName;

    Language(String tag, String ownName) {
        this.tag = tag;
        this.ownName = ownName;
    }

    /** The BCP 47 tag, as in the page's {@code lang} attribute. */
    public String getTag() {
        return tag;
    }

    /** What the language calls itself, the same on every page. */
    public String getOwnName() {
        return ownName;
    }

    public Locale getLocale() {
        return Locale.forLanguageTag(tag);
    }

    static Optional<Language> ofTag(String tag) {
        return Arrays.stream(values())
                .filter(language -> language.tag.equals(tag))
                .findFirst();
    }

    /** The first language of the browser's list that the console speaks; English when it speaks none. */
    static Language preferred(List<Locale> accepted) {
        return accepted.stream()
                .filter(locale -> locale.getLanguage().equals("en")
                        || locale.getLanguage().equals("zh"))
                .findFirst()
                .flatMap(locale -> ofTag(TAGS.in(locale)))
                .orElse(ENGLISH);
    }
}
