package ee.qfpay.gateway;

import jakarta.ws.rs.core.Response;

/** One of QFPay's endpoints, as something a form can be sent to. */
@FunctionalInterface
interface Endpoint {
    Response send(QfpayApi api, String appCode, String signature, String signType, String form);
}
