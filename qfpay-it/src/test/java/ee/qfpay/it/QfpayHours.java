package ee.qfpay.it;

import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/** The connector keeps QFPay's closed hours too, and a caller is not patient. Register it before Arquillian. */
final class QfpayHours implements BeforeAllCallback, AfterAllCallback {

    private final Overruled settings = new Overruled();

    @Override
    public void beforeAll(ExtensionContext context) {
        settings.set("qfpay.refund.blackout", "23:30-00:30");
        settings.set("qfpay.caller.limit", "3s");
    }

    @Override
    public void afterAll(ExtensionContext context) {
        settings.restore();
    }
}
