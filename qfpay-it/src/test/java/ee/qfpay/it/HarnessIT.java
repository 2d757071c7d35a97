package ee.qfpay.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import org.jboss.arquillian.container.test.api.OperateOnDeployment;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** What the other tests stand on: a second application, a look inside the connector, a clock that tests move, a database. */
@ExtendWith({OwnBooks.class, WithoutPoller.class, LogWatch.class, ArquillianExtension.class})
class HarnessIT extends AtTheShop {

    @Test
    @OperateOnDeployment("shop")
    void secondApplicationReadsTheCatalogueThroughItsClientJar() throws IOException, InterruptedException {
        assertThat(Pages.get(shopRoot() + "pay-types").body()).isEqualToIgnoringNewLines("36 pay types");
    }

    @Test
    @OperateOnDeployment("shop")
    void clockInsideTheConnectorGoesWhereATestMovesIt() throws IOException, InterruptedException {
        MovableClock.move(Duration.ofDays(2));
        assertThat(Probe.clock()).isAfter(Instant.now().plus(Duration.ofDays(1)));
        MovableClock.reset();
        assertThat(Probe.clock()).isBefore(Instant.now().plus(Duration.ofDays(1)));
    }

    @Test
    @OperateOnDeployment("shop")
    void databaseIsTheOneThatTheBuildAskedFor() throws IOException, InterruptedException {
        assertThat(Probe.product()).startsWithIgnoringCase(System.getProperty("qfpay.it.database"));
    }
}
