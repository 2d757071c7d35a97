package ee.qfpay.it;

import org.jboss.arquillian.junit5.ArquillianExtension;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.extension.ExtendWith;

/** Reading events, on a PostgreSQL, whose snapshots and locks are others. */
@Tag("postgres")
@ExtendWith({OwnBooks.class, OnPostgres.class, WithoutPoller.class, LogWatch.class, ArquillianExtension.class})
class EventReadingOnPostgresIT extends EventReading {}
