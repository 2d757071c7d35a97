package ee.qfpay.web.console;

import jakarta.servlet.http.HttpServletRequest;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Where a user is brought after signing in or changing the language: a path within the application, without its context
 * root. It comes from outside, so anything that is not plainly a page of ours is dropped: nobody can be sent elsewhere.
 */
final class ReturnPath {

    /** The page that a user lands on who asked for none. */
    static final String HOME = "/console/orders.xhtml";

    static final String SIGN_IN = "/sign-in.xhtml";

    private static final int LONGEST = 1_000;

    /** A page of the console with a query of unreserved characters, or the sign-in page. */
    private static final Pattern CONSOLE_PAGE =
            Pattern.compile("/console/[a-z-]+\\.xhtml(\\?[A-Za-z0-9%&=+._~*:,@!$'()/?-]*)?");

    private static final Pattern SIGN_IN_PAGE = Pattern.compile("/sign-in\\.xhtml(\\?[A-Za-z0-9%&=+._~*-]*)?");

    private ReturnPath() {}

    /** The path if it is a page of the console, otherwise the order search. */
    static String intoConsole(String path) {
        return isPage(path, CONSOLE_PAGE) ? path : HOME;
    }

    /** The path if it is a page that may be shown to anybody who asks, otherwise the order search. */
    static String toAnyPage(String path) {
        return isPage(path, SIGN_IN_PAGE) ? path : intoConsole(path);
    }

    /** The page being asked for: of a background request, the page that it came from. */
    static String asked(HttpServletRequest request) {
        if (request.getMethod().equals("GET")) {
            String query = request.getQueryString();
            return intoConsole(request.getServletPath() + (query == null ? "" : "?" + query));
        }
        return cameFrom(request).orElseGet(() -> intoConsole(request.getServletPath()));
    }

    /** A parameter of an address. */
    static String encoded(String value) {
        return URLEncoder.encode(value, StandardCharsets.UTF_8);
    }

    private static Optional<String> cameFrom(HttpServletRequest request) {
        String referrer = request.getHeader("Referer");
        if (referrer == null || referrer.length() > LONGEST) {
            return Optional.empty();
        }
        try {
            URI uri = URI.create(referrer);
            String root = request.getContextPath();
            if (uri.getRawPath() == null || !uri.getRawPath().startsWith(root + "/console/")) {
                return Optional.empty();
            }
            String query = uri.getRawQuery() == null ? "" : "?" + uri.getRawQuery();
            return Optional.of(intoConsole(uri.getRawPath().substring(root.length()) + query));
        } catch (IllegalArgumentException notAnAddress) {
            return Optional.empty();
        }
    }

    private static boolean isPage(String path, Pattern pages) {
        return path != null && path.length() <= LONGEST && pages.matcher(path).matches();
    }
}
