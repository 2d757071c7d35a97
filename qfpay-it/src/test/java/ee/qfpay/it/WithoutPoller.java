package ee.qfpay.it;

import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * The connectors deployed by this test class do not poll by themselves: a test runs a round by {@link Probe#poll}, so that
 * it knows what settled a payment. Register it before Arquillian.
 */
public final class WithoutPoller implements BeforeAllCallback, AfterAllCallback {

    private final Overruled settings = new Overruled();

    @Override
    public void beforeAll(ExtensionContext context) {
        settings.set("qfpay.poll", "false");
    }

    @Override
    public void afterAll(ExtensionContext context) {
        settings.restore();
    }
}
