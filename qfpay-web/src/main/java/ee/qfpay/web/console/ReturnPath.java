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

    /** A page of the console, with a query that holds nothing a browser or a header would read as more than a query. */
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
            return intoConsole(withQuery(request.getServletPath(), request.getQueryString()));
        }
        return cameFrom(request).orElseGet(() -> intoConsole(request.getServletPath()));
    }

    /** A path with its query as it stands in an address, or alone where there is none (null). */
    static String withQuery(String path, String query) {
        return query == null ? path : path + "?" + query;
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
            return Optional.of(intoConsole(withQuery(uri.getRawPath().substring(root.length()), uri.getRawQuery())));
        } catch (IllegalArgumentException notAnAddress) {
            return Optional.empty();
        }
    }

    private static boolean isPage(String path, Pattern pages) {
        return path != null && path.length() <= LONGEST && pages.matcher(path).matches();
    }
}
