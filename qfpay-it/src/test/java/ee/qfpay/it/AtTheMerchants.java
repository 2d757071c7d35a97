package ee.qfpay.it;

import ee.qfpay.it.Merchants.Far;
import ee.qfpay.sandbox.Release;
import org.jboss.arquillian.container.test.api.Deployer;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.jboss.arquillian.test.api.ArquillianResource;
import org.jboss.shrinkwrap.api.Archive;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.extension.ExtendWith;

/** A deployment with several merchants ({@link Merchants}), which a test may take away and deploy anew with another configuration. */
@ExtendWith({Merchants.class, WithoutPoller.class, LogWatch.class, ArquillianExtension.class})
abstract class AtTheMerchants {

    /** By the first test and, with another configuration, by the last one. */
    private static boolean deployed;

    static Browser browser;

    @ArquillianResource
    Deployer deployer;

    final Shop shop = new Shop(AtTheShop.shopRoot().toString());

    final AccountsTill till = new AccountsTill(shop);

    @Deployment(name = "qfpay", managed = false, testable = false)
    static Archive<?> connector() {
        return Archives.connectorOfTests();
    }

    @Deployment(name = "shop", managed = false, testable = false)
    static Archive<?> shop() {
        return ShopArchive.shop();
    }

    @BeforeAll
    static void openBrowser() {
        browser = Browser.open();
    }

    @AfterAll
    static void closeBrowser() {
        browser.close();
    }

    @BeforeEach
    void deploy() {
        if (!deployed) {
            deployed = true;
            deployer.deploy("qfpay");
            deployer.deploy("shop");
        }
    }

    /** Once a class is over Arquillian undeploys nothing that it has not deployed by itself: the last test does. */
    void undeploy() {
        deployer.undeploy("shop");
        deployer.undeploy("qfpay");
        deployed = false;
    }

    @AfterEach
    void backToNormal() {
        for (Far far : Far.values()) {
            Merchants.qfpay(far).release(Release.OLDEST_FIRST);
        }
        MovableClock.reset();
    }
}
