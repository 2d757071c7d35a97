package ee.qfpay.web.console;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.security.enterprise.AuthenticationException;
import jakarta.security.enterprise.AuthenticationStatus;
import jakarta.security.enterprise.authentication.mechanism.http.AutoApplySession;
import jakarta.security.enterprise.authentication.mechanism.http.HttpAuthenticationMechanism;
import jakarta.security.enterprise.authentication.mechanism.http.HttpMessageContext;
import jakarta.security.enterprise.credential.Credential;
import jakarta.security.enterprise.identitystore.IdentityStoreHandler;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;

/**
 * How the console learns who is asking: by the session, and without one by the sign-in page, after which the asked page
 * follows. Paths that no constraint protects, such as QFPay's callback, are never touched.
 *
 * <p>A background request of a page whose session has ended is answered with a redirection that the page's script
 * understands; a plain one would be taken for broken data.
 */
@ApplicationScoped
@AutoApplySession
public class SignInMechanism implements HttpAuthenticationMechanism {

    @Inject
    IdentityStoreHandler users;

    @Override
    public AuthenticationStatus validateRequest(
            HttpServletRequest request, HttpServletResponse response, HttpMessageContext context)
            throws AuthenticationException {
        Credential credential = context.getAuthParameters().getCredential();
        if (credential != null) {
            return context.notifyContainerAboutLogin(users.validate(credential));
        }
        if (!context.isProtected()) {
            return context.doNothing();
        }
        String signIn = request.getContextPath() + ReturnPath.SIGN_IN + "?from="
                + ReturnPath.encoded(ReturnPath.asked(request));
        if ("partial/ajax".equals(request.getHeader("Faces-Request"))) {
            return redirectPage(response, signIn + "&expired=1");
        }
        return context.redirect(request.getMethod().equals("GET") ? signIn : signIn + "&expired=1");
    }

    private static AuthenticationStatus redirectPage(HttpServletResponse response, String address)
            throws AuthenticationException {
        response.setContentType("text/xml");
        response.setCharacterEncoding(StandardCharsets.UTF_8.name());
        response.setHeader("Cache-Control", "no-store");
        try {
            response.getWriter()
                    .write("<?xml version='1.0' encoding='UTF-8'?><partial-response><redirect url=\""
                            + address.replace("&", "&amp;")
                                    .replace("\"", "&quot;")
                                    .replace("<", "&lt;")
                            + "\"/></partial-response>");
        } catch (IOException e) {
            throw new AuthenticationException("Could not answer that the session has ended", e);
        }
        return AuthenticationStatus.SEND_CONTINUE;
    }
}
