package ee.qfpay.payment;

import ee.qfpay.gateway.PayerHandle;
import jakarta.persistence.Column;
import jakarta.persistence.Embeddable;

/** What the payer needs to pay, whole: half a link pays nothing. The gateway bounds each part to 16 KiB. */
@Embeddable
class KeptHandle {

    @Column(name = "qr_text", length = 16_384)
    private String qrText;

    @Column(name = "redirect_address", length = 16_384)
    private String redirectAddress;

    @Column(name = "app_parameters", length = 16_384)
    private String appParameters;

    PayerHandle given() {
        return new PayerHandle(qrText, redirectAddress, appParameters);
    }

    /** Keeps what is given; a part that is not stays as it was. */
    void keep(PayerHandle given) {
        qrText = given.qrText() == null ? qrText : given.qrText();
        redirectAddress = given.redirectAddress() == null ? redirectAddress : given.redirectAddress();
        appParameters = given.appParameters() == null ? appParameters : given.appParameters();
    }
}
