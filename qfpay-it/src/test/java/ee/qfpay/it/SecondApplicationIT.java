package ee.qfpay.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URL;
import java.time.Duration;
import java.time.Instant;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.container.test.api.OperateOnDeployment;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.jboss.arquillian.test.api.ArquillianResource;
import org.jboss.shrinkwrap.api.Archive;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** A second application, deployed by itself, calls the connector's injected beans. */
@ExtendWith({LogWatch.class, ArquillianExtension.class})
class SecondApplicationIT {

    @Deployment(name = "qfpay", order = 1, testable = false)
    static Archive<?> connector() {
        return Archives.withMovableClock(Archives.ear());
    }

    @Deployment(name = "shop", order = 2, testable = false)
    static Archive<?> shop() {
        return ShopArchive.shop();
    }

    @AfterEach
    void backToTheMachinesTime() {
        MovableClock.reset();
    }

    @Test
    @OperateOnDeployment("shop")
    void readsTheCatalogueThroughItsClientJar(@OperateOnDeployment("shop") @ArquillianResource URL shop)
            throws IOException, InterruptedException {
        assertThat(Pages.get(shop + "pay-types").body()).isEqualToIgnoringNewLines("36 pay types");
    }

    @Test
    void movableClockRunsAheadOfTheMachines() {
        MovableClock.move(Duration.ofDays(2));
        assertThat(new MovableClock().clock().instant()).isAfter(Instant.now().plus(Duration.ofDays(1)));
    }
}
