package ee.qfpay.it;

import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/** Settings that the connectors deployed by a test class have of their own. Register it before Arquillian. */
abstract class OwnSettings implements BeforeAllCallback, AfterAllCallback {

    private final Overruled settings = new Overruled();

    /** Sets them; they are taken back after the class. */
    abstract void configure(Overruled settings);

    @Override
    public final void beforeAll(ExtensionContext context) {
        configure(settings);
    }

    @Override
    public final void afterAll(ExtensionContext context) {
        settings.restore();
    }
}
