package ee.qfpay.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import ee.qfpay.account.Account;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Calls through a proxy to a QFPay whose certificate only a store of ours vouches for. */
class WayOutTest {
    private static final String HOST = "qfpay.example";
    private static final String PLACED = "{\"respcd\": \"0000\", \"qrcode\": \"https://q\"}";

    @TempDir
    static Path folder;

    private static SelfSigned certificate;

    private final AtomicInteger requests = new AtomicInteger();
    private final AtomicBoolean silent = new AtomicBoolean();
    private final Gateway gateway = FarEnd.gateway();
    private HttpsServer qfpay;
    private Tunnel proxy;

    @BeforeAll
    static void certify() {
        certificate = new SelfSigned(folder, HOST);
    }

    @BeforeEach
    void start() throws IOException, GeneralSecurityException {
        qfpay = HttpsServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        qfpay.setHttpsConfigurator(new HttpsConfigurator(certificate.server()));
        qfpay.createContext("/", this::answer);
        qfpay.start();
        proxy = Tunnel.to(qfpay.getAddress().getPort());
    }

    @AfterEach
    void stop() throws IOException {
        gateway.close();
        proxy.close();
        qfpay.stop(0);
    }

    @Test
    void callGoesThroughTheProxyToWhomTheStoreVouchesFor() throws Exception {
        Reply reply = pay(at(HOST, trusting(certificate.trustStore(), "pkcs12")));

        assertThat(reply.outcome()).as(reply.responseText()).isEqualTo(Outcome.PLACED);
        assertThat(proxy.asked()).containsExactly("CONNECT " + HOST + ":443 HTTP/1.1");
        assertThat(requests).hasValue(1);
    }

    @Test
    void certificatesMayBeGivenAsText() throws Exception {
        assertThat(pay(at(HOST, trusting(certificate.pem(), "pem"))).outcome()).isEqualTo(Outcome.PLACED);
    }

    @Test
    void withoutTheStoreNothingIsSent() {
        Reply reply = pay(at(HOST));

        assertThat(reply.outcome()).isEqualTo(Outcome.NOT_SENT);
        assertThat(reply.responseText()).contains("certificate is not trusted");
        assertThat(requests).hasValue(0);
    }

    @Test
    void storeDoesNotVouchForAnotherName() throws Exception {
        Reply reply = pay(at("other.example", trusting(certificate.trustStore(), "pkcs12")));

        assertThat(reply.outcome()).isEqualTo(Outcome.NOT_SENT);
        assertThat(reply.responseText()).contains("certificate is not trusted");
        assertThat(requests).hasValue(0);
    }

    @Test
    void lostAnswerBehindTheProxyWasOneRequest() throws Exception {
        Account account = at(HOST, trusting(certificate.trustStore(), "pkcs12"));
        assertThat(pay(account).outcome()).isEqualTo(Outcome.PLACED);
        silent.set(true);

        Reply reply = pay(account);

        assertThat(reply.outcome()).isEqualTo(Outcome.IN_DOUBT);
        assertThat(requests).as("one for each call").hasValue(2);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 100})
    void proxyThatMakesNoConnectionSentNothingAlsoWhereItMakesTheNextOne(int refused) throws Exception {
        proxy.close();
        proxy = Tunnel.refusing(refused, qfpay.getAddress().getPort());

        Reply reply = pay(at(HOST, trusting(certificate.trustStore(), "pkcs12")));

        assertThat(reply.outcome()).isEqualTo(Outcome.NOT_SENT);
        assertThat(reply.responseText()).contains("the proxy makes no connection");
        assertThat(requests).hasValue(0);
    }

    @Test
    void proxyThatIsNotThereSentNothing() throws Exception {
        proxy.close();

        assertThat(pay(at(HOST)).outcome()).isEqualTo(Outcome.NOT_SENT);
    }

    @Test
    void thisMachineIsNotReachedThroughTheProxy() throws IOException {
        HttpServer here = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        here.createContext("/", this::answer);
        here.start();
        try {
            URI address = URI.create("http://127.0.0.1:" + here.getAddress().getPort());

            assertThat(pay(FarEnd.account(address, "qfpay.proxy", "127.0.0.1:" + proxy.port()))
                            .outcome())
                    .isEqualTo(Outcome.PLACED);
            assertThat(proxy.asked()).isEmpty();
        } finally {
            here.stop(0);
        }
    }

    private Reply pay(Account account) {
        return gateway.pay(gateway.permit(account, Purpose.PAYMENT).orElseThrow(), FarEnd.order("OUT"));
    }

    private void answer(HttpExchange exchange) throws IOException {
        requests.incrementAndGet();
        exchange.getRequestBody().readAllBytes();
        if (silent.get()) {
            exchange.close();
            return;
        }
        byte[] body = PLACED.getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(200, body.length);
        exchange.getResponseBody().write(body);
        exchange.close();
    }

    /** An account whose QFPay has this name and is behind the proxy. */
    private Account at(String host, String... more) {
        String[] own = {
            "qfpay.appcode",
            "APP",
            "qfpay.key",
            "key",
            "qfpay.base.url",
            "https://" + host,
            "qfpay.proxy",
            "127.0.0.1:" + proxy.port()
        };
        String[] all = new String[own.length + more.length];
        System.arraycopy(own, 0, all, 0, own.length);
        System.arraycopy(more, 0, all, own.length, more.length);
        return FarEnd.account(URI.create("http://127.0.0.1:1"), all);
    }

    private static String[] trusting(Path store, String type) {
        return new String[] {
            "qfpay.tls.truststore",
            store.toString(),
            "qfpay.tls.truststore.type",
            type,
            "qfpay.tls.truststore.password",
            SelfSigned.PASSWORD
        };
    }
}
