package ee.qfpay.web.callback;

import ee.qfpay.notification.NotificationsBean;
import ee.qfpay.notification.Posted;
import ee.qfpay.notification.Receipt;
import jakarta.ejb.EJB;
import jakarta.enterprise.context.RequestScoped;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.io.IOException;
import java.io.InputStream;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * QFPay's callback: {@code POST /callback/{account}}, and {@code POST /callback} for an address that accounts share.
 *
 * <p>Answers {@code 200} and {@code SUCCESS} only when the notification is kept and applied; QFPay sends anything else
 * again. {@code 400} for a rightly signed body that is no notification, {@code 401} without a right signature,
 * {@code 403} from an address that is not on the list, {@code 404} for an account that is not configured, {@code 413} for
 * more than 64 KiB, {@code 500} when it could not be kept or applied.
 */
@Path("/")
@RequestScoped
public class CallbackResource {

    private static final Logger LOG = Logger.getLogger(CallbackResource.class.getName());
    private static final String SIGNATURE = "X-QF-SIGN";
    private static final int PAYLOAD_TOO_LARGE = 413;

    @EJB
    NotificationsBean notifications;

    @Context
    HttpServletRequest request;

    /** Takes one notification of this account. */
    @POST
    @Path("{account}")
    @Consumes(MediaType.WILDCARD)
    @Produces(MediaType.TEXT_PLAIN)
    public Response post(
            @PathParam("account") String account, @HeaderParam(SIGNATURE) String signature, InputStream body)
            throws IOException {
        return answered(signature, body, posted -> notifications.receive(account, posted));
    }

    /** Takes one notification of whichever account it is meant for. */
    @POST
    @Consumes(MediaType.WILDCARD)
    @Produces(MediaType.TEXT_PLAIN)
    public Response post(@HeaderParam(SIGNATURE) String signature, InputStream body) throws IOException {
        return answered(signature, body, notifications::receiveForAny);
    }

    private Response answered(String signature, InputStream body, Function<Posted, Receipt> receive)
            throws IOException {
        Optional<byte[]> bytes = taken(body);
        if (bytes.isEmpty()) {
            return answer(PAYLOAD_TOO_LARGE, "A notification has at most " + Posted.LARGEST_BODY + " bytes");
        }
        try {
            Receipt receipt =
                    receive.apply(new Posted(bytes.get(), signature, request.getRemoteAddr(), forwardedFor()));
            return switch (receipt) {
                case DONE -> answer(200, "SUCCESS");
                case NOT_APPLIED -> answer(500, "Not applied yet: send it again");
                case NOT_VERIFIED -> answer(401, "The signature is not right");
                case NOT_READABLE -> answer(400, "The body is not a notification");
                case NOT_TAKEN -> answer(403, "Notifications are not taken from this address");
                case NO_SUCH_ACCOUNT -> answer(404, "No such account");
            };
        } catch (RuntimeException e) {
            LOG.log(Level.WARNING, "A notification could not be kept; QFPay will send it again", e);
            return answer(500, "Not kept: send it again");
        }
    }

    /** The body; empty when it is too large, of which no more is read than it takes to see that. */
    static Optional<byte[]> taken(InputStream body) throws IOException {
        byte[] bytes = body.readNBytes(Posted.LARGEST_BODY + 1);
        return Optional.of(bytes).filter(read -> read.length <= Posted.LARGEST_BODY);
    }

    /** A proxy may add a line of its own instead of to the line that is there. */
    private String forwardedFor() {
        List<String> lines = Collections.list(request.getHeaders("X-Forwarded-For"));
        return lines.isEmpty() ? null : String.join(",", lines);
    }

    private static Response answer(int status, String text) {
        return Response.status(status).entity(text).build();
    }
}
