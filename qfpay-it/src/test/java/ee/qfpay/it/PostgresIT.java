package ee.qfpay.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.jboss.shrinkwrap.api.Archive;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** The same EAR, unchanged, on a PostgreSQL: only configuration tells it so. */
@ExtendWith({OnPostgres.class, LogWatch.class, ArquillianExtension.class})
class PostgresIT {

    @Deployment(testable = false)
    static Archive<?> connector() {
        return Archives.ear();
    }

    @Test
    void theWebModuleAnswersAtItsContextRoot() throws IOException, InterruptedException {
        assertThat(Pages.status(Harness.connector() + "/")).isBetween(200, 499);
    }
}
