package ee.qfpay.run;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.util.concurrent.ThreadLocalRandom;

/**
 * The three loopback ports an embedded server listens on.
 *
 * @param console HTTP: console, callback, health
 * @param admin the server's own administration, which it does not start without
 * @param iiop remote calls between applications
 */
public record Ports(int console, int admin, int iiop) {

    /** Below the ports that systems give to outgoing connections: one of those may be gone before the server takes it. */
    private static final int LOWEST = 20_000;

    private static final int HIGHEST = 32_000;
    private static final int MOST_TRIES = 200;

    /** Three ports that were free a moment ago. */
    public static Ports free() {
        return withConsole(0);
    }

    /** The given console port and two free ones; 0 takes a free one for the console too. */
    public static Ports withConsole(int console) {
        // All three are held at once, because a port given back may be handed out again at the next question.
        try (ServerSocket http = listenSomewhere();
                ServerSocket admin = listenSomewhere();
                ServerSocket iiop = listenSomewhere()) {
            return new Ports(console == 0 ? http.getLocalPort() : console, admin.getLocalPort(), iiop.getLocalPort());
        } catch (IOException e) {
            throw new UncheckedIOException("no free loopback port", e);
        }
    }

    /** Whether something on this machine already listens on the console's port. */
    boolean consoleTaken() {
        try {
            listen(console).close();
            return false;
        } catch (IOException taken) {
            return true;
        }
    }

    /** By chance, because others on this machine look for free ports as well. */
    private static ServerSocket listenSomewhere() throws IOException {
        for (int tries = 0; tries < MOST_TRIES; tries++) {
            try {
                return listen(ThreadLocalRandom.current().nextInt(LOWEST, HIGHEST));
            } catch (BindException taken) {
                // the next one, by chance
            }
        }
        return listen(0);
    }

    private static ServerSocket listen(int port) throws IOException {
        ServerSocket socket = new ServerSocket();
        try {
            // A port whose last connections are still winding down is free for a server, so it counts as free here.
            socket.setReuseAddress(true);
            socket.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 1);
            return socket;
        } catch (IOException e) {
            socket.close();
            throw e;
        }
    }
}
