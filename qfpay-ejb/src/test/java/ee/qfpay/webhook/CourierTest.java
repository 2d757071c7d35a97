package ee.qfpay.webhook;

import static org.assertj.core.api.Assertions.assertThat;

import ee.qfpay.account.AddressRange;
import ee.qfpay.account.WebhookReceiver;
import ee.qfpay.signing.WebhookSecret;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import javax.net.ServerSocketFactory;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocketFactory;
import javax.net.ssl.TrustManagerFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** One post over the wire, and every way in which it may end. */
class CourierTest {

    private static final Instant NOW = Instant.ofEpochSecond(1614265330);
    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final Duration SHORT = Duration.ofMillis(400);
    private static final Duration NO_END = Duration.ofDays(1);
    private static final char[] PASSWORD = "of-the-test".toCharArray();
    private static final Parcel PARCEL = new Parcel(1, "event-1", "{\"a\":\"ä\"}");

    private final List<String> received = new CopyOnWriteArrayList<>();
    private final List<ServerSocket> servers = new ArrayList<>();

    /** What a server does with a connection whose request it has read. */
    private interface Conduct {
        void with(Socket connection) throws IOException, InterruptedException;
    }

    @AfterEach
    void close() throws IOException {
        for (ServerSocket server : servers) {
            server.close();
        }
    }

    @Test
    void postCarriesIdTimeAndASignatureOfEachSecret() throws Exception {
        URI address = serve(ServerSocketFactory.getDefault(), saying("HTTP/1.1 204 No Content\r\n\r\n"));
        WebhookSecret older = WebhookSecret.of("whsec_" + "QUJD".repeat(8)).orElseThrow();
        WebhookSecret newer = WebhookSecret.of(Receivers.SECRET).orElseThrow();
        WebhookReceiver receiver =
                new WebhookReceiver("one", address.resolve("/in?x=1"), List.of(newer, older), Set.of());

        Answer answer = courier(PATIENCE).post(receiver, PARCEL, NOW);

        assertThat(answer).isEqualTo(new Answer(true, "HTTP 204"));
        assertThat(received).hasSize(1);
        assertThat(received.get(0).split("\r\n"))
                .containsExactly(
                        "POST /in?x=1 HTTP/1.1",
                        "Host: " + address.getAuthority(),
                        "Content-Type: application/json",
                        "Content-Length: 10",
                        "User-Agent: qfpay-connector",
                        "webhook-id: event-1",
                        "webhook-timestamp: 1614265330",
                        "webhook-signature: " + newer.sign("event-1", 1614265330, PARCEL.body()) + " "
                                + older.sign("event-1", 1614265330, PARCEL.body()),
                        "Connection: close",
                        "",
                        PARCEL.body());
    }

    @ParameterizedTest
    @CsvSource({
        "'HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok', true, HTTP 200",
        "'HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 202 Accepted\r\n\r\n', true, HTTP 202",
        "'HTTP/1.1 302 Found\r\nLocation: http://169.254.169.254/\r\n\r\n', false, HTTP 302",
        "'HTTP/1.1 500 Oh\r\n\r\nno\tdatabase\r\n', false, HTTP 500: no database",
        "'HTTP/1.0 410 Gone\r\n\r\n', false, HTTP 410",
        "'SSH-2.0-OpenSSH\r\n', false, No connection: the answer is not HTTP",
        "'', false, No connection: it was closed without an answer"
    })
    void onlyAnAnswerOf2xxMeansTaken(String said, boolean taken, String text) throws Exception {
        URI address = serve(ServerSocketFactory.getDefault(), saying(said));

        Answer answer = courier(PATIENCE).post(Receivers.at(address.toString()), PARCEL, NOW);

        assertThat(answer.taken()).isEqualTo(taken);
        assertThat(answer.text()).startsWith(text);
        assertThat(received)
                .as("no redirect is followed, nothing is sent twice")
                .hasSize(1);
    }

    /** As many do, whatever is asked of them. */
    @ParameterizedTest
    @CsvSource({
        "'HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok', true, HTTP 200",
        "'HTTP/1.1 200 OK\r\nConnection: keep-alive\r\n\r\n', true, HTTP 200",
        "'HTTP/1.1 503 Oh\r\nContent-Length: 4\r\n\r\nbusy', false, HTTP 503: busy",
        "'HTTP/1.1 503 Oh\r\ntransfer-encoding: chunked\r\n\r\n4\r\nbusy\r\n0\r\n\r\n', false, HTTP 503: 4 busy",
        "'HTTP/1.1 410 Gone\r\nContent-Length: 0\r\n\r\n', false, HTTP 410",
    })
    @Timeout(value = 20, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
    void answerOfAReceiverThatKeepsTheConnectionOpenIsNotWaitedForAnyLonger(String said, boolean taken, String text)
            throws Exception {
        URI address = serve(ServerSocketFactory.getDefault(), keepingOpen(said));

        Answer answer = courier(NO_END).post(Receivers.at(address.toString()), PARCEL, NOW);

        assertThat(answer.taken()).isEqualTo(taken);
        assertThat(answer.text()).startsWith(text);
    }

    @Test
    void refusalWithoutAnEndIsTheRefusalAndNoTimeOut() throws Exception {
        URI address = serve(ServerSocketFactory.getDefault(), keepingOpen("HTTP/1.1 503 Oh\r\n\r\nclosed for"));

        Answer answer = courier(SHORT).post(Receivers.at(address.toString()), PARCEL, NOW);

        assertThat(answer).isEqualTo(new Answer(false, "HTTP 503: closed for"));
    }

    @Test
    void whatIsReadOfAnAnswerAndKeptOfItHasAnEnd() throws Exception {
        URI address = serve(ServerSocketFactory.getDefault(), connection -> {
            connection.getOutputStream().write("HTTP/1.1 400 Bad\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
            byte[] much = "x".repeat(1 << 20).getBytes(StandardCharsets.US_ASCII);
            for (int i = 0; i < 64; i++) {
                connection.getOutputStream().write(much);
            }
        });

        Answer answer = courier(PATIENCE).post(Receivers.at(address.toString()), PARCEL, NOW);

        assertThat(answer.text()).startsWith("HTTP 400: xxx").hasSize(Answer.LONGEST);
    }

    @Test
    void receiverThatSendsAByteNowAndThenGainsNoTime() throws Exception {
        URI address = serve(ServerSocketFactory.getDefault(), connection -> {
            for (char letter : ("HTTP/1.1 200 " + "O".repeat(1_000)).toCharArray()) {
                connection.getOutputStream().write(letter);
                TimeUnit.MILLISECONDS.sleep(20);
            }
        });

        Answer answer = courier(SHORT).post(Receivers.at(address.toString()), PARCEL, NOW);

        assertThat(answer).isEqualTo(new Answer(false, "No answer within 400 ms"));
    }

    @Test
    void addressThatIsNotAllowedIsNotConnectedTo() throws Exception {
        URI address = serve(ServerSocketFactory.getDefault(), saying("HTTP/1.1 200 OK\r\n\r\n"));
        Courier strict = new Courier(new AddressGuard(List.of()), PATIENCE, plainTrust(), InetAddress::getAllByName);

        Answer answer = strict.post(Receivers.at(address.toString()), PARCEL, NOW);
        Answer byName = strict.post(Receivers.at("https://localhost:" + address.getPort()), PARCEL, NOW);

        assertThat(answer.taken()).isFalse();
        assertThat(answer.text()).startsWith("Not posted: 127.0.0.1 is 127.0.0.1, which is no address of the public");
        assertThat(byName.text()).startsWith("Not posted: localhost is ");
        assertThat(received).isEmpty();
    }

    @Test
    void certificateMustBeOfTheNameThatIsConfigured(@TempDir Path folder) throws Exception {
        SSLContext tls = ofLocalhost(folder);
        URI address = serve(tls.getServerSocketFactory(), saying("HTTP/1.1 200 OK\r\n\r\n"));
        Courier courier = new Courier(loopback(), PATIENCE, tls.getSocketFactory(), InetAddress::getAllByName);

        Answer right = courier.post(Receivers.at("https://localhost:" + address.getPort() + "/"), PARCEL, NOW);
        Answer wrong = courier.post(Receivers.at("https://127.0.0.1:" + address.getPort() + "/"), PARCEL, NOW);
        Answer stranger = courier(PATIENCE).post(Receivers.at("https://localhost:" + address.getPort()), PARCEL, NOW);

        assertThat(right).isEqualTo(new Answer(true, "HTTP 200"));
        assertThat(wrong.text()).startsWith("No TLS with 127.0.0.1: ");
        assertThat(stranger.text()).as("signed by nobody who is known").startsWith("No TLS with localhost: ");
        assertThat(received).hasSize(1);
    }

    /** A name server of the receiver's that first says a public address, and one of ours when it is asked again. */
    @Test
    void nameIsAskedForOnceAndTheAddressThatWasCheckedIsTheOneConnectedTo(@TempDir Path folder) throws Exception {
        SSLContext tls = ofLocalhost(folder);
        URI address = serve(tls.getServerSocketFactory(), saying("HTTP/1.1 200 OK\r\n\r\n"));
        List<String> asked = new ArrayList<>();
        InetAddress inside = InetAddress.getByName("10.0.0.1");
        InetAddress checked = InetAddress.getByName("127.0.0.1");
        Courier courier = new Courier(loopback(), PATIENCE, tls.getSocketFactory(), host -> {
            asked.add(host);
            return asked.size() == 1 ? new InetAddress[] {inside, checked} : new InetAddress[] {inside};
        });
        WebhookReceiver receiver = Receivers.at("https://localhost:" + address.getPort() + "/");

        assertThat(courier.post(receiver, PARCEL, NOW)).isEqualTo(new Answer(true, "HTTP 200"));
        assertThat(asked).containsExactly("localhost");
        assertThat(courier.post(receiver, PARCEL, NOW).text()).startsWith("Not posted: localhost is 10.0.0.1, ");
        assertThat(received).hasSize(1);
    }

    @Test
    void hostThatNobodyKnowsIsSaid() {
        Answer answer = courier(PATIENCE).post(Receivers.at("https://qfpay.invalid/"), PARCEL, NOW);

        assertThat(answer).isEqualTo(new Answer(false, "Nobody knows the host qfpay.invalid"));
    }

    /** Says it and then waits for the courier to hang up. */
    private static Conduct keepingOpen(String said) {
        return connection -> {
            saying(said).with(connection);
            while (connection.getInputStream().read() >= 0) {
                // nothing else is sent
            }
        };
    }

    private static Conduct saying(String said) {
        return connection -> connection.getOutputStream().write(said.getBytes(StandardCharsets.US_ASCII));
    }

    /** Takes one connection after the other, reads the request and does as it is told. */
    private URI serve(ServerSocketFactory sockets, Conduct conduct) throws IOException {
        ServerSocket server = sockets.createServerSocket(0, 10, InetAddress.getLoopbackAddress());
        servers.add(server);
        Thread thread = new Thread(() -> {
            while (!server.isClosed()) {
                try (Socket connection = server.accept()) {
                    received.add(request(connection.getInputStream()));
                    conduct.with(connection);
                } catch (IOException | InterruptedException e) {
                    // the courier went away, or the test is over
                }
            }
        });
        thread.setDaemon(true);
        thread.start();
        return URI.create("http://127.0.0.1:" + server.getLocalPort());
    }

    private static String request(InputStream in) throws IOException {
        StringBuilder read = new StringBuilder();
        byte[] bytes = new byte[4096];
        while (!read.toString().endsWith("}")) {
            int count = in.read(bytes);
            if (count < 0) {
                throw new IOException("no request");
            }
            read.append(new String(bytes, 0, count, StandardCharsets.UTF_8));
        }
        return read.toString();
    }

    private static Courier courier(Duration timeout) {
        return new Courier(loopback(), timeout, plainTrust(), InetAddress::getAllByName);
    }

    private static AddressGuard loopback() {
        return new AddressGuard(List.of(
                AddressRange.of("127.0.0.0/8").orElseThrow(),
                AddressRange.of("::1").orElseThrow()));
    }

    private static SSLSocketFactory plainTrust() {
        return (SSLSocketFactory) SSLSocketFactory.getDefault();
    }

    /** TLS whose only certificate is of {@code localhost}, and trusts that one. */
    private static SSLContext ofLocalhost(Path folder) throws Exception {
        Path file = folder.resolve("localhost.p12");
        Path keytool = Path.of(System.getProperty("java.home"), "bin", "keytool");
        String[] command = {
            keytool.toString(),
            "-genkeypair",
            "-alias",
            "one",
            "-keyalg",
            "EC",
            "-dname",
            "CN=localhost",
            "-ext",
            "SAN=dns:localhost",
            "-storetype",
            "PKCS12",
            "-storepass",
            new String(PASSWORD),
            "-keystore",
            file.toString()
        };
        assertThat(new ProcessBuilder(command)
                        .redirectErrorStream(true)
                        .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                        .start()
                        .waitFor())
                .isZero();
        KeyStore keys = KeyStore.getInstance("PKCS12");
        try (InputStream in = Files.newInputStream(file)) {
            keys.load(in, PASSWORD);
        }
        KeyManagerFactory own = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        own.init(keys, PASSWORD);
        TrustManagerFactory trusted = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        trusted.init(keys);
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(own.getKeyManagers(), trusted.getTrustManagers(), null);
        return context;
    }
}
