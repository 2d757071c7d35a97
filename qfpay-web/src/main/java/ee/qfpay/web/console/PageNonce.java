package ee.qfpay.web.console;

import jakarta.servlet.http.HttpServletRequest;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.UUID;

/**
 * The word by which a page's own scripts are known to its browser; a form sends it back. PrimeFaces breaks on a form
 * that brings none or nonsense, which only hand-made requests do: they must not fill the log with broken pages.
 */
final class PageNonce {

    private static final String VIEW_STATE = "jakarta.faces.ViewState";
    private static final String NONCE = "primefaces.nonce";
    private static final int LONGEST = 100;

    private PageNonce() {}

    /** Whether the request is a form of a page that no page of ours has made. */
    static boolean isMissing(HttpServletRequest request) {
        return request.getParameter(VIEW_STATE) != null && !isNonce(request.getParameter(NONCE));
    }

    static boolean isNonce(String text) {
        if (text == null || text.length() > LONGEST) {
            return false;
        }
        try {
            UUID.fromString(new String(Base64.getDecoder().decode(text), StandardCharsets.UTF_8));
            return true;
        } catch (IllegalArgumentException nonsense) {
            return false;
        }
    }
}
