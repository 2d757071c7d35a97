package ee.qfpay.web.console;

import jakarta.enterprise.context.RequestScoped;
import jakarta.faces.application.FacesMessage;
import jakarta.faces.context.FacesContext;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import jakarta.security.enterprise.AuthenticationStatus;
import jakarta.security.enterprise.SecurityContext;
import jakarta.security.enterprise.authentication.mechanism.http.AuthenticationParameters;
import jakarta.security.enterprise.credential.UsernamePasswordCredential;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Set;

/** The sign-in page. It keeps nothing between requests, so that it can stand open for hours and still work. */
@Named
@RequestScoped
public class SignInView {

    /** What a browser says of a request that one of our own pages, or the address bar, made. */
    private static final Set<String> OWN_SITES = Set.of("same-origin", "none");

    @Inject
    SecurityContext security;

    @Inject
    FacesContext faces;

    @Inject
    ConsolePage page;

    private String name;
    private String password;
    private String from;

    /** Sends away who is signed in already: the sign-in page has nothing for them. */
    public void skipIfSignedIn() throws IOException {
        if (faces.getExternalContext().getRemoteUser() != null) {
            redirect(ReturnPath.intoConsole(from));
        }
    }

    /**
     * Signs in under a new session id, then shows the page that was asked for. A wrong name, a wrong password and a
     * locked user get the same words.
     */
    public void signIn() throws IOException, ServletException {
        HttpServletRequest request =
                (HttpServletRequest) faces.getExternalContext().getRequest();
        HttpServletResponse response =
                (HttpServletResponse) faces.getExternalContext().getResponse();
        if (isFromElsewhere(request)) {
            refuse("sign_in_elsewhere");
            return;
        }
        if (request.getUserPrincipal() != null) {
            request.logout();
        }
        SessionCookie.renew(request, response);
        AuthenticationStatus status = security.authenticate(
                request,
                response,
                AuthenticationParameters.withParams()
                        .credential(new UsernamePasswordCredential(name, password))
                        .newAuthentication(true));
        if (status == AuthenticationStatus.SUCCESS) {
            redirect(ReturnPath.intoConsole(from));
        } else {
            SessionCookie.takeBack(request);
            refuse("sign_in_refused");
        }
    }

    /** Another site must not sign its visitor in to an account of its own choosing. Old browsers do not tell. */
    private static boolean isFromElsewhere(HttpServletRequest request) {
        String site = request.getHeader("Sec-Fetch-Site");
        return site != null && !OWN_SITES.contains(site);
    }

    private void refuse(String key) {
        password = null;
        faces.addMessage(null, new FacesMessage(FacesMessage.SEVERITY_ERROR, page.text(key), null));
    }

    private void redirect(String path) throws IOException {
        faces.getExternalContext().redirect(faces.getExternalContext().getRequestContextPath() + path);
    }

    public String getName() {
        return name;
    }

    public void setName(String name) {
        this.name = name;
    }

    public String getPassword() {
        return password;
    }

    public void setPassword(String password) {
        this.password = password;
    }

    /** The page that was asked for, as the address says. */
    public String getFrom() {
        return from;
    }

    public void setFrom(String from) {
        this.from = from;
    }
}
