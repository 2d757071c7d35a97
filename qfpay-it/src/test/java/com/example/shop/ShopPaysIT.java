package com.example.shop;

import static org.assertj.core.api.Assertions.assertThat;

import ee.qfpay.sandbox.LedgerEntry;
import ee.qfpay.sandbox.LocalSandbox;
import ee.qfpay.sandbox.SandboxOptions;
import java.io.File;
import java.io.IOException;
import java.net.URI;
import java.net.URL;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.container.test.api.OperateOnDeployment;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.jboss.arquillian.test.api.ArquillianResource;
import org.jboss.shrinkwrap.api.ShrinkWrap;
import org.jboss.shrinkwrap.api.asset.StringAsset;
import org.jboss.shrinkwrap.api.spec.EnterpriseArchive;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * The shop's own test of paying: the connector's EAR and the shop's WAR on an embedded server, and a QFPay on this
 * machine. The connector is configured before Arquillian deploys it, so the order of the two extensions matters.
 */
@ExtendWith({ShopPaysIT.QfpayOnThisMachine.class, ArquillianExtension.class})
class ShopPaysIT {

    private static final Path CONNECTOR = Path.of("target", "connector");
    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final HttpClient BROWSER =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    @ArquillianResource
    @OperateOnDeployment("shop")
    private URL shop;

    @Deployment(name = "qfpay", order = 1, testable = false)
    static EnterpriseArchive connector() {
        File ear = CONNECTOR.resolve("qfpay.ear").toFile();
        return ShrinkWrap.createFromZipFile(EnterpriseArchive.class, ear);
    }

    /** Deployed second: a bean can only be injected once it is there. */
    @Deployment(name = "shop", order = 2, testable = false)
    static WebArchive shop() {
        return ShrinkWrap.create(WebArchive.class, "shop.war")
                .addClasses(TenLines.class, CheckoutServlet.class)
                .addAsLibrary(CONNECTOR.resolve("qfpay-client.jar").toFile())
                .addAsWebInfResource(
                        new StringAsset("<glassfish-web-app><class-loader delegate=\"false\"/></glassfish-web-app>"),
                        "glassfish-web.xml");
    }

    @Test
    @OperateOnDeployment("shop")
    void customerPaysByQrCode() throws IOException, InterruptedException {
        assertThat(checkout("order=SHOP-1&cents=12345")).startsWith("http");
        assertThat(checkout("order=SHOP-1")).isEqualTo("not paid");

        QfpayOnThisMachine.sandbox().control().pay("SHOP-1");

        assertThat(awaitPaid("SHOP-1")).isEqualTo("paid");
        assertThat(QfpayOnThisMachine.sandbox().control().movements())
                .filteredOn(LedgerEntry::orderNumber, "SHOP-1")
                .singleElement()
                .returns(12345L, LedgerEntry::amount);
    }

    /** A notification or the poller settles it: either way not at once. */
    private String awaitPaid(String order) throws IOException, InterruptedException {
        Instant end = Instant.now().plus(PATIENCE);
        String answer = checkout("order=" + order);
        while (!answer.equals("paid") && Instant.now().isBefore(end)) {
            Thread.sleep(100);
            answer = checkout("order=" + order);
        }
        return answer;
    }

    private String checkout(String query) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(URI.create(shop + "checkout?" + query))
                .timeout(PATIENCE)
                .build();
        HttpResponse<String> answer = BROWSER.send(request, HttpResponse.BodyHandlers.ofString());
        assertThat(answer.statusCode()).isEqualTo(200);
        return answer.body();
    }

    /** Starts a local sandbox and points the connector at it; afterwards all is as it was. */
    static final class QfpayOnThisMachine implements BeforeAllCallback, AfterAllCallback {

        private static LocalSandbox sandbox;

        private final Map<String, String> before = new HashMap<>();

        static LocalSandbox sandbox() {
            return sandbox;
        }

        @Override
        public void beforeAll(ExtensionContext context) throws IOException {
            sandbox = LocalSandbox.start(SandboxOptions.forTests());
            set("qfpay.env", "sandbox");
            set("qfpay.base.url", sandbox.address().toString());
            set("qfpay.appcode", SandboxOptions.DEFAULT_APP_CODE);
            set("qfpay.key", SandboxOptions.DEFAULT_KEY);
            set("qfpay.demo", "off");
            set("qfpay.poll.first", "500ms");
            set("qfpay.poll.interval", "500ms");
            Path folder = Files.createTempDirectory("shop");
            set("qfpay.db.url", "jdbc:h2:file:" + folder.resolve("qfpay") + ";LOCK_TIMEOUT=20000");
            set("qfpay.admin.password", "password of this test only");
        }

        @Override
        public void afterAll(ExtensionContext context) {
            before.forEach((name, value) -> {
                if (value == null) {
                    System.clearProperty(name);
                } else {
                    System.setProperty(name, value);
                }
            });
            sandbox.close();
        }

        private void set(String name, String value) {
            before.put(name, System.getProperty(name));
            System.setProperty(name, value);
        }
    }
}
