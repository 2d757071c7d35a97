package ee.qfpay.it;

import java.io.IOException;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/** The deployments of this test class keep their data in a PostgreSQL. Register it before Arquillian. */
public final class OnPostgres implements BeforeAllCallback, AfterAllCallback {

    private static PostgresServer server;

    private final Overruled settings = new Overruled();

    /** The one of the test class that runs. */
    static PostgresServer server() {
        return server;
    }

    @Override
    public void beforeAll(ExtensionContext context) {
        server = PostgresServer.start();
        settings.set("qfpay.db.class", "org.postgresql.ds.PGSimpleDataSource");
        settings.set("qfpay.db.url", server.jdbcUrl());
        settings.set("qfpay.db.user", server.user());
        settings.set("qfpay.db.password", "unused");
    }

    @Override
    public void afterAll(ExtensionContext context) throws IOException {
        settings.restore();
        if (server != null) {
            server.close();
        }
    }
}
