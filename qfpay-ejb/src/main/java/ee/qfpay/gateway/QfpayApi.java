package ee.qfpay.gateway;

import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import org.eclipse.microprofile.rest.client.annotation.ClientHeaderParam;

/**
 * QFPay's endpoints. Every one takes a form that was signed before ({@link ee.qfpay.signing.Form#encoded()}, sent as it
 * is) and the three headers that say who signed it and how; the answer is read by {@link Wire}.
 */
@Consumes(MediaType.APPLICATION_FORM_URLENCODED)
@Produces(MediaType.APPLICATION_JSON)
@ClientHeaderParam(name = "User-Agent", value = "qfpay-connector-jakartaee")
interface QfpayApi {
    String APP_CODE = "X-QF-APPCODE";
    String SIGNATURE = "X-QF-SIGN";
    String SIGN_TYPE = "X-QF-SIGNTYPE";

    /** Creates a payment. */
    @POST
    @Path("/trade/v1/payment")
    Response payment(
            @HeaderParam(APP_CODE) String appCode,
            @HeaderParam(SIGNATURE) String signature,
            @HeaderParam(SIGN_TYPE) String signType,
            String form);

    /** Asks about payments, refunds and cancellations. */
    @POST
    @Path("/trade/v1/query")
    Response query(
            @HeaderParam(APP_CODE) String appCode,
            @HeaderParam(SIGNATURE) String signature,
            @HeaderParam(SIGN_TYPE) String signType,
            String form);

    /** Gives back part or all of a payment. */
    @POST
    @Path("/trade/v1/refund")
    Response refund(
            @HeaderParam(APP_CODE) String appCode,
            @HeaderParam(SIGNATURE) String signature,
            @HeaderParam(SIGN_TYPE) String signType,
            String form);

    /** Closes an unpaid order. */
    @POST
    @Path("/trade/v1/close")
    Response close(
            @HeaderParam(APP_CODE) String appCode,
            @HeaderParam(SIGNATURE) String signature,
            @HeaderParam(SIGN_TYPE) String signType,
            String form);

    /** Aborts a payment that is not finished. */
    @POST
    @Path("/trade/v1/reversal")
    Response reversal(
            @HeaderParam(APP_CODE) String appCode,
            @HeaderParam(SIGNATURE) String signature,
            @HeaderParam(SIGN_TYPE) String signType,
            String form);

    /** QFPay's statement of a day, a zip. The only call whose fields travel in the address. */
    @GET
    @Path("/download/v1/trade_bill")
    @Consumes(MediaType.WILDCARD)
    @Produces(MediaType.WILDCARD)
    Response tradeBill(
            @HeaderParam(APP_CODE) String appCode,
            @HeaderParam(SIGNATURE) String signature,
            @HeaderParam(SIGN_TYPE) String signType,
            @QueryParam("trade_date") String day);
}
