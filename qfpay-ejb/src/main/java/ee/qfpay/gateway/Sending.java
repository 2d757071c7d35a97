package ee.qfpay.gateway;

import jakarta.ws.rs.core.Response;

/** How a signed form gets to QFPay. */
@FunctionalInterface
interface Sending {
    Response send(QfpayApi api, String appCode, String signature, String signType, String form);
}
