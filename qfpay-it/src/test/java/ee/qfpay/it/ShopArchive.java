package ee.qfpay.it;

import com.example.shop.EventsServlet;
import com.example.shop.OlderTillServlet;
import com.example.shop.StockServlet;
import com.example.shop.TillServlet;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jboss.shrinkwrap.api.ShrinkWrap;
import org.jboss.shrinkwrap.api.asset.StringAsset;
import org.jboss.shrinkwrap.api.spec.WebArchive;

/**
 * The second application: another enterprise's WAR, which has only the connector's client jar. Deploy it after the EAR; it
 * answers at /shop.
 */
public final class ShopArchive {

    private static WebArchive shop;
    private static WebArchive olderShop;

    private ShopArchive() {}

    /** The shop's servlets and the client jar. */
    public static WebArchive shop() {
        if (shop == null) {
            shop = ShrinkWrap.create(WebArchive.class, "shop.war")
                    .addClasses(StockServlet.class, TillServlet.class, EventsServlet.class)
                    .addAsLibrary(clientJar().toFile(), "qfpay-client.jar")
                    .addAsWebInfResource(new StringAsset(Archives.OWN_CLASSES_FIRST), "glassfish-web.xml");
        }
        return shop;
    }

    /** A shop that was built with the frozen client jar, and not again since; it answers at /older-shop. */
    static WebArchive olderShop() {
        if (olderShop == null) {
            olderShop = ShrinkWrap.create(WebArchive.class, "older-shop.war")
                    .addClasses(OlderTillServlet.class)
                    .addAsLibrary(frozenClientJar().toFile(), "qfpay-client.jar")
                    .addAsWebInfResource(new StringAsset(Archives.OWN_CLASSES_FIRST), "glassfish-web.xml");
        }
        return olderShop;
    }

    /** The client jar of an earlier release: src/test/frozen/README.md. */
    static Path frozenClientJar() {
        return Path.of("src", "test", "frozen", "qfpay-ejb-client-0.1.jar").toAbsolutePath();
    }

    /** What another enterprise compiles against and puts into its WAR. */
    static Path clientJar() {
        Path jar = Path.of(System.getProperty("qfpay.it.client")).normalize();
        if (!Files.isRegularFile(jar)) {
            throw new IllegalStateException("There is no client jar at " + jar + ": run mvn verify, which builds it.");
        }
        return jar;
    }
}
