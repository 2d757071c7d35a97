package ee.qfpay.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.jboss.shrinkwrap.api.Archive;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** The real built EAR deploys, and its web module answers. */
@ExtendWith({LogWatch.class, ArquillianExtension.class})
class DeploymentIT {

    @Deployment(testable = false)
    static Archive<?> connector() {
        return Archives.ear();
    }

    @Test
    void theWebModuleAnswersAtItsContextRoot() throws IOException, InterruptedException {
        assertThat(Pages.status(Harness.connector() + "/")).isBetween(200, 499);
    }
}
