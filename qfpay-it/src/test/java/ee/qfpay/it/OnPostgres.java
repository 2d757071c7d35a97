package ee.qfpay.it;

/** The deployments of this test class keep their data in a PostgreSQL, whatever the build runs on. Register it before Arquillian. */
public final class OnPostgres extends OwnSettings {

    @Override
    void configure(Overruled settings) {
        if (TestDatabase.ofThisBuild() != TestDatabase.POSTGRESQL) {
            TestDatabase.POSTGRESQL.newBooks(settings);
        }
    }
}
