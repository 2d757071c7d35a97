package ee.qfpay.it;

import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.jboss.shrinkwrap.api.Archive;
import org.junit.jupiter.api.extension.ExtendWith;

/** The main job on the database of the tests, a file of H2. */
@ExtendWith({OwnBooks.class, WithoutPoller.class, LogWatch.class, ArquillianExtension.class})
class MainJobIT extends MainJob {

    @Deployment(name = "qfpay", order = 1, testable = false)
    static Archive<?> connector() {
        return Archives.withMovableClock(Archives.earWithProbe());
    }

    @Deployment(name = "shop", order = 2, testable = false)
    static Archive<?> shop() {
        return ShopArchive.shop();
    }
}
