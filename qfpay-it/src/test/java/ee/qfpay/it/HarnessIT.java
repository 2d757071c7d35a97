package ee.qfpay.it;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.enterprise.inject.spi.CDI;
import java.io.IOException;
import java.net.URL;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.container.test.api.OperateOnDeployment;
import org.jboss.arquillian.container.test.api.RunAsClient;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.jboss.arquillian.test.api.ArquillianResource;
import org.jboss.shrinkwrap.api.Archive;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** What the other tests stand on: a second application, code inside the container, a clock that tests move. */
@ExtendWith({LogWatch.class, ArquillianExtension.class})
class HarnessIT {

    @Deployment(name = "qfpay", order = 1)
    static Archive<?> connector() {
        return Archives.withMovableClock(Archives.earWith(HarnessIT.class));
    }

    @Deployment(name = "shop", order = 2, testable = false)
    static Archive<?> shop() {
        return ShopArchive.shop();
    }

    @Test
    @RunAsClient
    @OperateOnDeployment("shop")
    void secondApplicationReadsTheCatalogueThroughItsClientJar(
            @OperateOnDeployment("shop") @ArquillianResource URL shop) throws IOException, InterruptedException {
        assertThat(Pages.get(shop + "pay-types").body()).isEqualToIgnoringNewLines("36 pay types");
    }

    @Test
    @OperateOnDeployment("qfpay")
    void clockInsideTheConnectorGoesWhereATestMovesIt() {
        Clock clock = CDI.current().select(Clock.class).get();
        MovableClock.move(Duration.ofDays(2));
        try {
            assertThat(clock.instant()).isAfter(Instant.now().plus(Duration.ofDays(1)));
        } finally {
            MovableClock.reset();
        }
        assertThat(clock.instant()).isBefore(Instant.now().plus(Duration.ofDays(1)));
    }
}
