package ee.qfpay.webhook;

import static org.assertj.core.api.Assertions.assertThat;

import ee.qfpay.account.AddressRange;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import javax.net.ssl.SSLSocketFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A receiver whose name has several addresses: who lets us in is posted to, once. */
class AddressesInTurnTest {

    private static final Instant NOW = Instant.parse("2026-07-14T06:30:00Z");
    private static final Duration PATIENCE = Duration.ofSeconds(3);
    private static final Parcel PARCEL = new Parcel(1, "event-1", "{}");
    private static final int QUEUE_MILLIS = 200;

    private final List<String> posted = new CopyOnWriteArrayList<>();
    private final List<Socket> queued = new ArrayList<>();
    private final List<ServerSocket> servers = new ArrayList<>();
    private int port;

    /** At {@code 127.0.0.1} somebody takes events; at {@code 127.0.0.3} somebody hangs up on them. Nobody is at {@code 127.0.0.2}. */
    @BeforeEach
    void listen() throws IOException {
        port = serve("127.0.0.1", 0, "HTTP/1.1 204 No Content\r\n\r\n");
        serve("127.0.0.3", port, "");
    }

    @AfterEach
    void close() throws IOException {
        for (Socket one : queued) {
            one.close();
        }
        for (ServerSocket server : servers) {
            server.close();
        }
    }

    @Test
    void whereNobodyListensAtTheFirstAddressTheNextOneIsPostedTo() {
        assertThat(post("::1", "127.0.0.2", "127.0.0.1")).isEqualTo(new Answer(true, "HTTP 204"));
        assertThat(posted).containsExactly("127.0.0.1");
    }

    @Test
    void addressThatNeverLetsAnybodyInLeavesTimeForTheNextOne() throws IOException {
        ServerSocket full = new ServerSocket(port, 1, InetAddress.getByName("127.0.0.2"));
        servers.add(full);
        boolean hangs = false;
        while (!hangs) {
            assertThat(queued).as("connections that were queued").hasSizeLessThan(100);
            hangs = !connects(full);
        }

        assertThat(post("127.0.0.2", "127.0.0.1")).isEqualTo(new Answer(true, "HTTP 204"));
    }

    @Test
    void whoeverMayHaveReadTheEventIsTheOnlyOneItIsPostedTo() {
        assertThat(post("127.0.0.3", "127.0.0.1"))
                .isEqualTo(new Answer(false, "No connection: it was closed without an answer"));
        assertThat(posted).containsExactly("127.0.0.3");
    }

    @Test
    void addressThatIsNotAllowedIsPassedOver() {
        assertThat(post("10.0.0.1", "127.0.0.2", "10.0.0.1").text()).startsWith("No connection: ");
        assertThat(post("10.0.0.1", "127.0.0.1").taken()).isTrue();
    }

    private Answer post(String... addresses) {
        AddressGuard loopback = new AddressGuard(List.of(
                AddressRange.of("127.0.0.0/8").orElseThrow(),
                AddressRange.of("::1").orElseThrow()));
        Courier courier = new Courier(
                loopback, PATIENCE, (SSLSocketFactory) SSLSocketFactory.getDefault(), host -> all(addresses));
        return courier.post(Receivers.at("http://localhost:" + port + "/"), PARCEL, NOW);
    }

    private static InetAddress[] all(String... addresses) throws UnknownHostException {
        InetAddress[] all = new InetAddress[addresses.length];
        for (int i = 0; i < all.length; i++) {
            all[i] = InetAddress.getByName(addresses[i]);
        }
        return all;
    }

    private boolean connects(ServerSocket full) throws IOException {
        Socket socket = new Socket();
        queued.add(socket);
        try {
            socket.connect(new InetSocketAddress(full.getInetAddress(), full.getLocalPort()), QUEUE_MILLIS);
            return true;
        } catch (SocketTimeoutException itHangs) {
            return false;
        }
    }

    private int serve(String address, int at, String said) throws IOException {
        ServerSocket server = new ServerSocket(at, 10, InetAddress.getByName(address));
        servers.add(server);
        Thread thread = new Thread(() -> {
            while (!server.isClosed()) {
                try (Socket connection = server.accept()) {
                    readTo("{}", connection);
                    posted.add(address);
                    connection.getOutputStream().write(said.getBytes(StandardCharsets.US_ASCII));
                } catch (IOException theTestIsOver) {
                    // and nobody waits
                }
            }
        });
        thread.setDaemon(true);
        thread.start();
        return server.getLocalPort();
    }

    private static void readTo(String end, Socket connection) throws IOException {
        StringBuilder read = new StringBuilder();
        while (!read.toString().endsWith(end)) {
            int next = connection.getInputStream().read();
            if (next < 0) {
                throw new IOException("no request");
            }
            read.append((char) next);
        }
    }
}
