package ee.qfpay.it;

import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/** The deployments of this test class keep their data in a PostgreSQL, whatever the build runs on. Register it before Arquillian. */
public final class OnPostgres implements BeforeAllCallback, AfterAllCallback {

    private final Overruled settings = new Overruled();

    @Override
    public void beforeAll(ExtensionContext context) {
        if (TestDatabase.ofThisBuild() != TestDatabase.POSTGRESQL) {
            TestDatabase.POSTGRESQL.newBooks(settings);
        }
    }

    @Override
    public void afterAll(ExtensionContext context) {
        settings.restore();
    }
}
