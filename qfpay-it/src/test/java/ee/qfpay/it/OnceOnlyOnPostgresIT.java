package ee.qfpay.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import org.jboss.arquillian.container.test.api.OperateOnDeployment;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Once only, on a PostgreSQL: where a number that is taken ends the transaction that wanted it. */
@Tag("postgres")
@ExtendWith({OwnBooks.class, OnPostgres.class, WithoutPoller.class, LogWatch.class, ArquillianExtension.class})
class OnceOnlyOnPostgresIT extends OnceOnly {

    @Test
    @OperateOnDeployment("shop")
    void databaseIsAPostgres() throws IOException, InterruptedException {
        assertThat(Probe.product()).startsWith("PostgreSQL");
    }
}
