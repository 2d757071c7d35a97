package ee.qfpay.gateway;

import java.util.Locale;

/** QFPay's endpoints. */
public enum Endpoint {
    PAYMENT(QfpayApi::payment),
    QUERY(QfpayApi::query),
    REFUND(QfpayApi::refund),
    CLOSE(QfpayApi::close),
    REVERSAL(QfpayApi::reversal),
    /** A statement. Its address has the day in it: {@link Bill#post}. */
    TRADE_BILL(null);

    private final Post post;

    Endpoint(Post post) {
        this.post = post;
    }

    /** The last word of its path. */
    public String path() {
        return name().toLowerCase(Locale.ROOT);
    }

    Post post() {
        return post;
    }
}
