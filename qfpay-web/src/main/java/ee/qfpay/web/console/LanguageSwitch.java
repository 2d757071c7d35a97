package ee.qfpay.web.console;

import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Duration;

/** Keeps the chosen language in a cookie and returns to the page. Open to all: the sign-in page has the switch too. */
@WebServlet("/language")
public class LanguageSwitch extends HttpServlet {

    private static final long serialVersionUID = 1L;
    private static final int ONE_YEAR = (int) Duration.ofDays(365).toSeconds();

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
        Language.ofTag(request.getParameter("to")).ifPresent(language -> response.addCookie(cookie(language, request)));
        response.setHeader("Cache-Control", "no-store");
        response.sendRedirect(request.getContextPath() + ReturnPath.toAnyPage(request.getParameter("from")));
    }

    private static Cookie cookie(Language language, HttpServletRequest request) {
        Cookie cookie = new Cookie(Language.COOKIE, language.getTag());
        cookie.setPath(request.getContextPath() + "/");
        cookie.setMaxAge(ONE_YEAR);
        cookie.setHttpOnly(true);
        cookie.setSecure(request.isSecure());
        cookie.setAttribute("SameSite", "Lax");
        return cookie;
    }
}
