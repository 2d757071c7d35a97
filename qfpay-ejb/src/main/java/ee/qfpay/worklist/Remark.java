package ee.qfpay.worklist;

import ee.qfpay.api.Violation;
import java.util.List;

/** What somebody writes about a work item: plain text, which may have several lines. */
final class Remark {

    private static final int SHOWN = 40;

    private Remark() {}

    /** The text without blanks around it, its lines ended in one way; null where nothing is left. */
    static String tidy(String text) {
        String tidy = text == null
                ? ""
                : text.replace("\r\n", "\n").replace('\r', '\n').strip();
        return tidy.isEmpty() ? null : tidy;
    }

    /** Adds what is wrong with a tidy text. */
    static void check(String field, String tidy, int longest, List<Violation> found) {
        if (tidy == null) {
            return;
        }
        if (tidy.codePointCount(0, tidy.length()) > longest) {
            found.add(new Violation(field, shown(tidy), "has at most " + longest + " characters"));
        }
        if (tidy.chars().anyMatch(c -> Character.isISOControl(c) && c != '\n')) {
            found.add(new Violation(field, shown(tidy), "has no control characters but line ends"));
        }
    }

    private static String shown(String text) {
        String clean = text.replaceAll("\\p{Cntrl}", "?");
        return clean.codePointCount(0, clean.length()) <= SHOWN
                ? clean
                : clean.substring(0, clean.offsetByCodePoints(0, SHOWN)) + "…";
    }
}
