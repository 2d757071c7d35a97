package ee.qfpay.gateway;

import jakarta.ws.rs.core.Response;
import java.util.Locale;

/** QFPay's endpoints, as something a form can be sent to. */
public enum Endpoint implements Sending {
    PAYMENT(QfpayApi::payment),
    QUERY(QfpayApi::query),
    REFUND(QfpayApi::refund),
    CLOSE(QfpayApi::close),
    REVERSAL(QfpayApi::reversal);

    private final Sending post;

    Endpoint(Sending post) {
        this.post = post;
    }

    /** The last word of its path. */
    public String path() {
        return name().toLowerCase(Locale.ROOT);
    }

    @Override
    public Response send(QfpayApi api, String appCode, String signature, String signType, String form) {
        return post.send(api, appCode, signature, signType, form);
    }
}
