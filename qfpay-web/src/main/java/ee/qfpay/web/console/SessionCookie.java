package ee.qfpay.web.console;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpSession;
import java.time.Duration;
import java.util.List;

/**
 * How long sessions last and where their cookie goes: not with requests that other sites make, though a link in a mail
 * still opens an order.
 *
 * <p>Written by hand, because the server neither reads the attribute {@code SameSite} of the session's cookie from the deployment
 * descriptor nor takes it from the servlet context.
 */
final class SessionCookie {

    /** Before sign-in a session holds nothing worth keeping; whoever asks for many pages must not fill the memory. */
    private static final int ANONYMOUS_SECONDS = (int) Duration.ofMinutes(2).toSeconds();

    /** Marks a request that has just signed somebody in. */
    private static final String RENEWED = SessionCookie.class.getName();

    private static final String SET_COOKIE = "Set-Cookie";
    private static final String LAX = "; SameSite=Lax";

    private SessionCookie() {}

    /** Gives a session that is about to belong to a user a new id and its full idle time. */
    static void renew(HttpServletRequest request, HttpServletResponse response) {
        HttpSession session = request.getSession();
        request.changeSessionId();
        session.setMaxInactiveInterval(
                (int) Duration.ofMinutes(request.getServletContext().getSessionTimeout())
                        .toSeconds());
        request.setAttribute(RENEWED, true);
        bindToSite(response);
    }

    /** Takes the full idle time away again: the sign-in was refused, and the session belongs to nobody still. */
    static void takeBack(HttpServletRequest request) {
        request.getSession().setMaxInactiveInterval(ANONYMOUS_SECONDS);
    }

    /** Shortens the life of a session that belongs to nobody. */
    static void limit(HttpServletRequest request) {
        HttpSession session = request.getSession(false);
        boolean nobodys = request.getUserPrincipal() == null && request.getAttribute(RENEWED) == null;
        if (session != null && session.isNew() && nobodys) {
            session.setMaxInactiveInterval(ANONYMOUS_SECONDS);
        }
    }

    /** Adds the attribute to every cookie that the answer sets so far. */
    private static void bindToSite(HttpServletResponse response) {
        List<String> cookies = List.copyOf(response.getHeaders(SET_COOKIE));
        for (int i = 0; i < cookies.size(); i++) {
            String cookie = cookies.get(i).contains("SameSite") ? cookies.get(i) : cookies.get(i) + LAX;
            if (i == 0) {
                response.setHeader(SET_COOKIE, cookie);
            } else {
                response.addHeader(SET_COOKIE, cookie);
            }
        }
    }
}
