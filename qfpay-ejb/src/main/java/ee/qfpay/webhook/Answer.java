package ee.qfpay.webhook;

/**
 * What a receiver made of a post.
 *
 * @param taken whether it has the event
 * @param text what it said, or why it said nothing: one line of at most {@value #LONGEST} characters
 */
public record Answer(boolean taken, String text) {

    static final int LONGEST = 300;

    static Answer of(int status, String body) {
        boolean taken = status >= 200 && status < 300;
        return new Answer(taken, line("HTTP " + status + (body.isBlank() ? "" : ": " + body)));
    }

    static Answer none(String why) {
        return new Answer(false, line(why));
    }

    private static String line(String text) {
        String clean = text.replaceAll("\\p{C}+", " ").strip();
        int end = Math.min(clean.length(), LONGEST);
        return clean.substring(0, end > 0 && Character.isHighSurrogate(clean.charAt(end - 1)) ? end - 1 : end);
    }
}
