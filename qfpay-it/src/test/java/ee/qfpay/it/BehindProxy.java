package ee.qfpay.it;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CopyOnWriteArrayList;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;

/**
 * A proxy that opens every tunnel itself and answers in it as QFPay would answer a QR order, with a certificate for
 * {@link #HOST} that nobody vouches for but {@link #trustStore}.
 */
final class BehindProxy implements AutoCloseable {

    static final String HOST = "qfpay.example";
    static final String PASSWORD = "of-these-tests";

    private static final String ALIAS = "qfpay";
    private static final String PLACED = "{\"respcd\": \"0000\", \"qrcode\": \"https://q.example/1\"}";

    private final ServerSocket door;
    private final Path folder;
    private final KeyStore keys;
    private final List<String> asked = new CopyOnWriteArrayList<>();

    private BehindProxy(Path folder) throws IOException, GeneralSecurityException {
        this.folder = Files.createDirectories(folder);
        keys = made(folder.resolve("keys.p12"));
        door = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        Thread serving = new Thread(this::serve, "behind-proxy");
        serving.setDaemon(true);
        serving.start();
    }

    static BehindProxy open(Path folder) {
        try {
            return new BehindProxy(folder);
        } catch (IOException | GeneralSecurityException e) {
            throw new IllegalStateException("no proxy could be opened", e);
        }
    }

    /** Host and port. */
    String address() {
        return "127.0.0.1:" + door.getLocalPort();
    }

    /** The first lines of what it was asked for, in the tunnel too. */
    List<String> asked() {
        return List.copyOf(asked);
    }

    /** A file that trusts the certificate. */
    Path trustStore() {
        try {
            KeyStore trusted = KeyStore.getInstance("PKCS12");
            trusted.load(null, null);
            trusted.setCertificateEntry(ALIAS, keys.getCertificate(ALIAS));
            Path file = folder.resolve("trusted.p12");
            try (OutputStream out = Files.newOutputStream(file)) {
                trusted.store(out, PASSWORD.toCharArray());
            }
            return file;
        } catch (IOException | GeneralSecurityException e) {
            throw new IllegalStateException("no trust store could be written", e);
        }
    }

    @Override
    public void close() {
        try {
            door.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void serve() {
        while (!door.isClosed()) {
            try (Socket client = door.accept()) {
                answer(client);
            } catch (IOException | GeneralSecurityException over) {
                // the client is gone, or the tests are
            }
        }
    }

    private void answer(Socket client) throws IOException, GeneralSecurityException {
        head(client.getInputStream());
        client.getOutputStream().write("HTTP/1.1 200 Opened\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
        KeyManagerFactory managers = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        managers.init(keys, PASSWORD.toCharArray());
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(managers.getKeyManagers(), null, null);
        try (SSLSocket inside = (SSLSocket) context.getSocketFactory().createSocket(client, null, 0, true)) {
            inside.setUseClientMode(false);
            String head = head(inside.getInputStream());
            int length = head.lines()
                    .filter(line -> line.toLowerCase(Locale.ROOT).startsWith("content-length:"))
                    .mapToInt(line -> Integer.parseInt(
                            line.substring("content-length:".length()).strip()))
                    .findFirst()
                    .orElse(0);
            inside.getInputStream().readNBytes(length);
            String answer = "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nConnection: close\r\nContent-Length: "
                    + PLACED.length() + "\r\n\r\n" + PLACED;
            inside.getOutputStream().write(answer.getBytes(StandardCharsets.US_ASCII));
        }
    }

    /** What stands before the body, read byte by byte, so that nothing of the body is lost. */
    private String head(InputStream in) throws IOException {
        StringBuilder head = new StringBuilder();
        for (int read = in.read(); read >= 0; read = in.read()) {
            head.append((char) read);
            if (head.indexOf("\r\n\r\n") >= 0) {
                break;
            }
        }
        head.toString().lines().findFirst().ifPresent(asked::add);
        return head.toString();
    }

    private static KeyStore made(Path file) throws IOException, GeneralSecurityException {
        Process keytool = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "keytool")
                                .toString(),
                        "-genkeypair",
                        "-keyalg",
                        "EC",
                        "-alias",
                        ALIAS,
                        "-dname",
                        "CN=" + HOST,
                        "-ext",
                        "SAN=dns:" + HOST,
                        "-validity",
                        "2",
                        "-storetype",
                        "PKCS12",
                        "-storepass",
                        PASSWORD,
                        "-keystore",
                        file.toString())
                .redirectErrorStream(true)
                .start();
        String said = new String(keytool.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        if (keytool.onExit().join().exitValue() != 0) {
            throw new IOException(said);
        }
        KeyStore keys = KeyStore.getInstance("PKCS12");
        try (InputStream in = Files.newInputStream(file)) {
            keys.load(in, PASSWORD.toCharArray());
        }
        return keys;
    }
}
