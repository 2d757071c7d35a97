package ee.qfpay.gateway;

import jakarta.ws.rs.core.Response;

/** Sends a signed form to one of QFPay's endpoints. */
@FunctionalInterface
interface Post {
    Response send(QfpayApi api, String appCode, String signature, String signType, String form);
}
