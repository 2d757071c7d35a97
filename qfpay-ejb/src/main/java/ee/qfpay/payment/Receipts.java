package ee.qfpay.payment;

import ee.qfpay.api.PaymentReceipt;
import java.util.List;

/** Turns a payment into what its caller sees. */
final class Receipts {

    private Receipts() {}

    static PaymentReceipt of(Payment payment, List<String> warnings) {
        return PaymentReceipt.of(payment.orderNumber(), payment.state().name())
                .account(payment.owner().account(), payment.owner().environment())
                .payType(payment.payType())
                .amount(payment.amount().minor(), payment.amount().currency())
                .refunds(payment.refunded().minor(), payment.refundable().minor())
                .qfpayNumber(payment.qfpayNumber())
                .response(payment.responseCode(), payment.responseText())
                .presentation(
                        payment.handle().qrText(),
                        payment.handle().redirectAddress(),
                        payment.handle().appParameters())
                .times(payment.recordedAt(), payment.paidAt(), payment.expiresAt())
                .warnings(warnings)
                .build();
    }
}
