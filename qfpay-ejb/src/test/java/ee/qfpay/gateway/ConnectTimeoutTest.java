package ee.qfpay.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import ee.qfpay.account.Account;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A far end that lets nobody in: the connection is given up after the connect time-out, and then nothing was sent. */
class ConnectTimeoutTest {

    private static final int CONNECT_MILLIS = 200;

    private final Gateway gateway = FarEnd.gateway();
    private final List<Socket> waiting = new ArrayList<>();
    private ServerSocket full;

    /** Nobody accepts, and the queue of those who wait to be accepted is filled until the next one hangs. */
    @BeforeEach
    void fillTheQueue() throws IOException {
        full = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
        boolean hangs = false;
        while (!hangs) {
            assertThat(waiting).as("connections that were queued").hasSizeLessThan(100);
            hangs = !connects();
        }
    }

    private boolean connects() throws IOException {
        Socket socket = new Socket();
        waiting.add(socket);
        try {
            socket.connect(new InetSocketAddress(full.getInetAddress(), full.getLocalPort()), CONNECT_MILLIS);
            return true;
        } catch (SocketTimeoutException itHangs) {
            return false;
        }
    }

    @AfterEach
    void close() throws IOException {
        gateway.close();
        for (Socket socket : waiting) {
            socket.close();
        }
        full.close();
    }

    /** Without a time-out of its own the attempt lasts as long as the system tries, about two minutes. */
    @Test
    @Timeout(value = 60, unit = TimeUnit.SECONDS)
    void connectionThatIsNeverTakenIsGivenUpAndNothingWasSent() {
        Account account = FarEnd.account(
                URI.create("http://127.0.0.1:" + full.getLocalPort()),
                "qfpay.connect.timeout",
                CONNECT_MILLIS + "ms",
                "qfpay.read.timeout",
                "10m");

        Reply reply = gateway.pay(gateway.permit(account, Purpose.PAYMENT).orElseThrow(), FarEnd.order("NOBODY"));

        assertThat(reply.outcome()).isEqualTo(Outcome.NOT_SENT);
    }
}
