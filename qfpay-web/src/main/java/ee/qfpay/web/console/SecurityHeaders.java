package ee.qfpay.web.console;

import jakarta.servlet.DispatcherType;
import jakarta.servlet.Filter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.annotation.WebFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;

/**
 * What a browser must know about every page: guess no types, frame nothing, tell no other site where one came from, and
 * keep no copy of a page with data. The policy on scripts is written by the pages themselves, with a nonce each.
 */
@WebFilter(
        urlPatterns = {"*.xhtml"},
        dispatcherTypes = {DispatcherType.REQUEST, DispatcherType.FORWARD, DispatcherType.ERROR})
public class SecurityHeaders implements Filter {

    private static final String RESOURCES = "/jakarta.faces.resource/";

    @Override
    public void doFilter(ServletRequest request, ServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        HttpServletResponse answer = (HttpServletResponse) response;
        answer.setHeader("X-Content-Type-Options", "nosniff");
        answer.setHeader("X-Frame-Options", "DENY");
        answer.setHeader("Referrer-Policy", "same-origin");
        if (!((HttpServletRequest) request).getServletPath().startsWith(RESOURCES)) {
            answer.setHeader("Cache-Control", "no-store");
        }
        if (PageNonce.isMissing((HttpServletRequest) request)) {
            answer.sendError(HttpServletResponse.SC_BAD_REQUEST);
            return;
        }
        chain.doFilter(request, response);
        SessionCookie.limit((HttpServletRequest) request);
    }
}
