package ee.qfpay.web.console;

import ee.qfpay.access.Caller;
import ee.qfpay.audit.AuditTrail;
import jakarta.ejb.EJB;
import jakarta.enterprise.context.RequestScoped;
import jakarta.faces.context.FacesContext;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;

/** Ends the session on the server: the cookie that a browser may keep is worth nothing afterwards. */
@Named
@RequestScoped
public class SignOut {

    @Inject
    FacesContext faces;

    @EJB
    AuditTrail audit;

    /** Signs out and shows the sign-in page. */
    public void signOut() throws IOException, ServletException {
        HttpServletRequest request =
                (HttpServletRequest) faces.getExternalContext().getRequest();
        Caller caller = Caller.of(request.getUserPrincipal());
        audit.recordAlone(caller, "SIGN_OUT", caller.name(), "");
        request.logout();
        faces.getExternalContext().invalidateSession();
        faces.getExternalContext()
                .redirect(faces.getExternalContext().getRequestContextPath() + ReturnPath.SIGN_IN + "?out=1");
    }
}
