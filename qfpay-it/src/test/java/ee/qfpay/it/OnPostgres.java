package ee.qfpay.it;

import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/** The deployments of this test class keep their data in a PostgreSQL. Register it before Arquillian. */
public final class OnPostgres implements BeforeAllCallback, AfterAllCallback {

    private final Map<String, String> before = new HashMap<>();
    private PostgresServer server;

    @Override
    public void beforeAll(ExtensionContext context) {
        server = PostgresServer.start();
        set("qfpay.db.class", "org.postgresql.ds.PGSimpleDataSource");
        set("qfpay.db.url", server.jdbcUrl());
        set("qfpay.db.user", server.user());
        set("qfpay.db.password", "unused");
    }

    private void set(String name, String value) {
        before.put(name, System.getProperty(name));
        System.setProperty(name, value);
    }

    @Override
    public void afterAll(ExtensionContext context) throws IOException {
        before.forEach((name, value) -> {
            if (value == null) {
                System.clearProperty(name);
            } else {
                System.setProperty(name, value);
            }
        });
        if (server != null) {
            server.close();
        }
    }
}
