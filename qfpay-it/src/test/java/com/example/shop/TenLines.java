package com.example.shop;

import ee.qfpay.api.PaymentOrder;
import ee.qfpay.api.PaymentReceipt;
import ee.qfpay.api.PaymentStatus;
import ee.qfpay.api.Payments;
import jakarta.ejb.EJB;
import jakarta.ejb.Stateless;

/** How the README shows that an application pays: what stands between the two markers is printed there. */
@Stateless
public class TenLines {

    // README: begin
    @EJB(lookup = "java:global/qfpay/qfpay-ejb/PaymentsBean!ee.qfpay.api.Payments")
    Payments payments;

    public String qrCodeFor(String orderNumber, long cents) {
        PaymentOrder order =
                PaymentOrder.of(cents, "HKD", "800101").orderNumber(orderNumber).build();
        PaymentReceipt receipt = payments.pay(order);
        return receipt.qrText().orElseThrow(() -> new IllegalStateException("no QR code: " + receipt));
    }

    public boolean isPaid(String orderNumber) {
        return payments.find(orderNumber).status() == PaymentStatus.PAID;
    }
    // README: end
}
