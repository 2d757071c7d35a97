package ee.qfpay.it;

import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * The connectors deployed by this test class do not poll by themselves: a test runs a round by {@link Probe#poll}, so that
 * it knows what settled a payment. Register it before Arquillian.
 */
public final class WithoutPoller implements BeforeAllCallback, AfterAllCallback {

    @Override
    public void beforeAll(ExtensionContext context) {
        System.setProperty("qfpay.poll", "false");
    }

    @Override
    public void afterAll(ExtensionContext context) {
        System.clearProperty("qfpay.poll");
    }
}
