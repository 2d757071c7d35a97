package ee.qfpay.web.console;

import jakarta.ejb.EJBAccessException;
import jakarta.faces.FacesException;
import jakarta.faces.application.ViewExpiredException;
import jakarta.faces.context.ExceptionHandler;
import jakarta.faces.context.ExceptionHandlerWrapper;
import jakarta.faces.context.ExternalContext;
import jakarta.faces.context.FacesContext;
import jakarta.faces.event.ExceptionQueuedEvent;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.util.Iterator;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * What a user sees when a page breaks: a page of ours, whether the browser asked for a page or a script for a part of
 * one. What went wrong stands once in the server's log and nowhere else.
 *
 * <p>A page that lay open too long for the server to remember it is loaded anew, which is not an error.
 */
class Trouble extends ExceptionHandlerWrapper {

    private static final Logger LOG = Logger.getLogger(Trouble.class.getName());

    Trouble(ExceptionHandler wrapped) {
        super(wrapped);
    }

    @Override
    public void handle() {
        Iterator<ExceptionQueuedEvent> queued =
                getUnhandledExceptionQueuedEvents().iterator();
        if (!queued.hasNext()) {
            return;
        }
        Throwable first = queued.next().getContext().getException();
        discard(getUnhandledExceptionQueuedEvents().iterator());
        FacesContext faces = FacesContext.getCurrentInstance();
        if (faces.getResponseComplete()) {
            return;
        }
        try {
            leadOut(faces, first);
        } catch (IOException e) {
            throw new FacesException(e);
        }
    }

    private static void leadOut(FacesContext faces, Throwable trouble) throws IOException {
        ExternalContext external = faces.getExternalContext();
        String root = external.getRequestContextPath();
        if (has(trouble, ViewExpiredException.class)) {
            HttpServletRequest request = (HttpServletRequest) external.getRequest();
            external.redirect(root + ReturnPath.asked(request));
            return;
        }
        boolean denied = has(trouble, EJBAccessException.class);
        if (!denied) {
            LOG.log(Level.SEVERE, "A page of the console broke", trouble);
        }
        if (faces.getPartialViewContext().isAjaxRequest()) {
            external.redirect(root + (denied ? "/trouble/forbidden.xhtml" : "/trouble/broken.xhtml"));
        } else {
            external.responseReset();
            external.responseSendError(denied ? 403 : 500, null);
        }
        faces.responseComplete();
    }

    private static boolean has(Throwable trouble, Class<? extends Throwable> kind) {
        Throwable cause = trouble;
        for (int depth = 0; cause != null && depth < 20; depth++) {
            if (kind.isInstance(cause)) {
                return true;
            }
            cause = cause.getCause();
        }
        return false;
    }

    private static void discard(Iterator<ExceptionQueuedEvent> events) {
        while (events.hasNext()) {
            events.next();
            events.remove();
        }
    }
}
