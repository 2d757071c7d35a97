package ee.qfpay.gateway;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;

/** An HTTP proxy that leads every tunnel to one port of this machine, whatever it is asked for, or refuses the first ones. */
final class Tunnel implements Closeable {
    private final ServerSocket door = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    private final List<Socket> open = new CopyOnWriteArrayList<>();
    private final List<String> asked = new CopyOnWriteArrayList<>();
    private final int target;
    private final AtomicInteger toRefuse;

    private Tunnel(int target, int toRefuse) throws IOException {
        this.target = target;
        this.toRefuse = new AtomicInteger(toRefuse);
        start(this::serve);
    }

    /** One that leads to this port. */
    static Tunnel to(int target) throws IOException {
        return new Tunnel(target, 0);
    }

    /** One that refuses so many tunnels before it leads to this port. */
    static Tunnel refusing(int first, int target) throws IOException {
        return new Tunnel(target, first);
    }

    int port() {
        return door.getLocalPort();
    }

    /** The first lines of the requests, such as {@code CONNECT host:443 HTTP/1.1}. */
    List<String> asked() {
        return List.copyOf(asked);
    }

    @Override
    public void close() throws IOException {
        door.close();
        for (Socket one : open) {
            one.close();
        }
    }

    private void serve() throws IOException {
        while (true) {
            Socket client = kept(door.accept());
            start(() -> answer(client));
        }
    }

    private void answer(Socket client) throws IOException {
        asked.add(firstLine(client.getInputStream()));
        OutputStream out = client.getOutputStream();
        if (toRefuse.getAndDecrement() > 0) {
            out.write("HTTP/1.1 403 Forbidden\r\nContent-Length: 0\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
            client.close();
            return;
        }
        Socket server = kept(new Socket(InetAddress.getLoopbackAddress(), target));
        out.write("HTTP/1.1 200 Connection established\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
        start(() -> pass(client, server));
        pass(server, client);
    }

    private static void pass(Socket from, Socket to) throws IOException {
        try {
            from.getInputStream().transferTo(to.getOutputStream());
        } finally {
            to.close();
        }
    }

    /** Reads the head of a request, byte by byte, so that nothing of what follows is lost. */
    private static String firstLine(InputStream in) throws IOException {
        StringBuilder head = new StringBuilder();
        while (head.indexOf("\r\n\r\n") < 0) {
            int read = in.read();
            if (read < 0) {
                break;
            }
            head.append((char) read);
        }
        return head.toString().lines().findFirst().orElse("");
    }

    private Socket kept(Socket socket) {
        open.add(socket);
        return socket;
    }

    private static void start(Running running) {
        Thread thread = new Thread(() -> {
            try {
                running.run();
            } catch (IOException over) {
                // the other end is gone, or the test over
            }
        });
        thread.setDaemon(true);
        thread.start();
    }

    @FunctionalInterface
    private interface Running {
        void run() throws IOException;
    }
}
