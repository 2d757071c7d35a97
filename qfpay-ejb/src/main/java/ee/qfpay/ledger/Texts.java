package ee.qfpay.ledger;

/** QFPay's words cut to what the columns hold: what others send has no length we could rely on. */
public final class Texts {

    private static final int CODE = 16;
    private static final int WORDS = 255;

    private Texts() {}

    /** A response code as stored; null stays null. */
    public static String code(String code) {
        return cut(code, CODE);
    }

    /** QFPay's words as stored; null stays null. */
    public static String words(String words) {
        return cut(words, WORDS);
    }

    /**
     * The text cut to a column's length, never through the middle of a character, and as {@link #storable}; null stays null.
     */
    public static String cut(String text, int length) {
        if (text == null || text.length() <= length) {
            return storable(text);
        }
        int end = Character.isHighSurrogate(text.charAt(length - 1)) ? length - 1 : length;
        return storable(text.substring(0, end));
    }

    /** The text with a mark for each NUL: PostgreSQL takes none, not even to look for it. Null stays null. */
    public static String storable(String text) {
        return text == null ? null : text.replace('\0', '\uFFFD');
    }
}
