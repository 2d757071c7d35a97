package ee.qfpay.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import org.jboss.arquillian.container.test.api.OperateOnDeployment;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** The main job on a PostgreSQL that the test obtains by itself. */
@Tag("postgres")
@ExtendWith({OwnBooks.class, OnPostgres.class, WithoutPoller.class, LogWatch.class, ArquillianExtension.class})
class MainJobOnPostgresIT extends MainJob {

    @Test
    @OperateOnDeployment("shop")
    void databaseIsAPostgres() throws IOException, InterruptedException {
        assertThat(Probe.product()).startsWith("PostgreSQL");
    }
}
