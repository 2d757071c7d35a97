package ee.qfpay.it;

import ee.qfpay.sandbox.SandboxOptions;

/**
 * The connectors deployed by this test class take their QFPay, the local sandbox of {@link OwnBooks}, for QFPay's live
 * testing: environment test, where what is paid goes back by itself whenever a test says so. Their one console user is {@code admin}. Register it after {@link OwnBooks} and before
 * Arquillian.
 */
public final class LiveTesting extends OwnSettings {

    @Override
    void configure(Overruled settings) {
        settings.set("qfpay.env", "test");
        settings.set("qfpay.appcode", SandboxOptions.DEFAULT_APP_CODE);
        settings.set("qfpay.key", SandboxOptions.DEFAULT_KEY);
        settings.set("qfpay.base.url", System.getProperty("qfpay.local.sandbox.url"));
        settings.set("qfpay.test.refund", "automatic");
        settings.set("qfpay.admin.password", Harness.demoPassword());
    }
}
