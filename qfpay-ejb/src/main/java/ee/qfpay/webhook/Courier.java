package ee.qfpay.webhook;

import ee.qfpay.account.WebhookReceiver;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.SSLSocketFactory;

/**
 * One POST over a connection that is opened for it: no redirect, no proxy, no second try, an end to the time it takes and to what is
 * read of the answer.
 *
 * <p>It opens the connection itself because the name is resolved once, the address is checked, and that address is connected to;
 * Java's own clients resolve the name again. TLS still checks the certificate against the name.
 */
final class Courier {

    private static final int HTTP = 80;
    private static final int HTTPS = 443;
    private static final int LARGEST_ANSWER = 8 * 1024;
    private static final String END_OF_HEAD = "\r\n\r\n";

    private final AddressGuard guard;
    private final Duration timeout;
    private final SSLSocketFactory tls;
    private final Names names;

    /** Who says which addresses a host has. */
    interface Names {
        InetAddress[] addressesOf(String host) throws UnknownHostException;
    }

    Courier(AddressGuard guard, Duration timeout, SSLSocketFactory tls, Names names) {
        this.guard = guard;
        this.timeout = timeout;
        this.tls = tls;
        this.names = names;
    }

    /** Posts it; every ending is an answer. */
    Answer post(WebhookReceiver receiver, Parcel parcel, Instant now) {
        URI address = receiver.address();
        try (TimedSocket plain = new TimedSocket(timeout)) {
            plain.connect(new InetSocketAddress(admitted(address), port(address)), plain.left());
            Socket socket = "https".equals(address.getScheme()) ? secured(plain, address) : plain;
            socket.getOutputStream().write(request(receiver, parcel, now).getBytes(StandardCharsets.UTF_8));
            socket.getOutputStream().flush();
            return answer(socket.getInputStream());
        } catch (SocketTimeoutException e) {
            return Answer.none("No answer within " + timeout.toMillis() + " ms");
        } catch (UnknownHostException e) {
            return Answer.none("Nobody knows the host " + address.getHost());
        } catch (SSLException e) {
            return Answer.none("No TLS with " + address.getHost() + ": " + e.getMessage());
        } catch (NotAdmitted e) {
            return Answer.none(e.getMessage());
        } catch (IOException e) {
            return Answer.none("No connection: " + e.getMessage());
        }
    }

    /** The first address of the receiver that may be connected to. Nobody asks for it again. */
    private InetAddress admitted(URI address) throws UnknownHostException, NotAdmitted {
        boolean isPlain = "http".equals(address.getScheme());
        InetAddress[] known = names.addressesOf(address.getHost());
        return Stream.of(known)
                .filter(guard::admits)
                .filter(one -> !isPlain || one.isLoopbackAddress())
                .findFirst()
                .orElseThrow(() -> new NotAdmitted("Not posted: " + address.getHost() + " is "
                        + Stream.of(known).map(InetAddress::getHostAddress).collect(Collectors.joining(", "))
                        + ", which is no address of the public internet and not allowed by qfpay.webhooks.networks"));
    }

    private SSLSocket secured(Socket connected, URI address) throws IOException {
        SSLSocket socket = (SSLSocket) tls.createSocket(connected, address.getHost(), port(address), true);
        SSLParameters parameters = socket.getSSLParameters();
        parameters.setEndpointIdentificationAlgorithm("HTTPS");
        socket.setSSLParameters(parameters);
        socket.startHandshake();
        return socket;
    }

    private static String request(WebhookReceiver receiver, Parcel parcel, Instant now) {
        URI address = receiver.address();
        String path = address.getRawPath().isEmpty() ? "/" : address.getRawPath();
        String query = address.getRawQuery() == null ? "" : "?" + address.getRawQuery();
        long timestamp = now.getEpochSecond();
        String signatures = receiver.secrets().stream()
                .map(secret -> secret.sign(parcel.eventId(), timestamp, parcel.body()))
                .collect(Collectors.joining(" "));
        return String.join(
                "\r\n",
                "POST " + path + query + " HTTP/1.1",
                "Host: " + address.getRawAuthority(),
                "Content-Type: application/json",
                "Content-Length: " + parcel.body().getBytes(StandardCharsets.UTF_8).length,
                "User-Agent: qfpay-connector",
                "webhook-id: " + parcel.eventId(),
                "webhook-timestamp: " + timestamp,
                "webhook-signature: " + signatures,
                "Connection: close",
                "",
                parcel.body());
    }

    /** Reads until it knows whether the event was taken, and of a refusal what is to be shown. */
    private static Answer answer(InputStream in) throws IOException {
        StringBuilder read = new StringBuilder();
        byte[] bytes = new byte[LARGEST_ANSWER];
        int total = 0;
        while (total < LARGEST_ANSWER) {
            int count = in.read(bytes, 0, LARGEST_ANSWER - total);
            if (count < 0) {
                break;
            }
            total += count;
            read.append(new String(bytes, 0, count, StandardCharsets.ISO_8859_1));
            skipInterim(read);
            if (read.indexOf(END_OF_HEAD) >= 0 && status(read) / 100 == 2) {
                break;
            }
        }
        int end = read.indexOf(END_OF_HEAD);
        String body = end < 0 ? "" : read.substring(end + END_OF_HEAD.length());
        byte[] raw = body.getBytes(StandardCharsets.ISO_8859_1);
        return Answer.of(status(read), new String(raw, StandardCharsets.UTF_8));
    }

    private static void skipInterim(StringBuilder read) throws IOException {
        int end = read.indexOf(END_OF_HEAD);
        while (end >= 0 && status(read) / 100 == 1) {
            read.delete(0, end + END_OF_HEAD.length());
            end = read.indexOf(END_OF_HEAD);
        }
    }

    private static int status(CharSequence answer) throws IOException {
        String line = answer.toString().lines().findFirst().orElse("");
        if (!line.matches("HTTP/1\\.[01] [1-5]\\d\\d( .*)?")) {
            throw new IOException(line.isEmpty() ? "it was closed without an answer" : "the answer is not HTTP");
        }
        return Integer.parseInt(line.substring("HTTP/1.x ".length(), "HTTP/1.x 200".length()));
    }

    private static int port(URI address) {
        int standard = "https".equals(address.getScheme()) ? HTTPS : HTTP;
        return address.getPort() < 0 ? standard : address.getPort();
    }

    /** The receiver's address is not one that may be connected to. */
    private static final class NotAdmitted extends Exception {

        private static final long serialVersionUID = 1L;

        NotAdmitted(String message) {
            super(message);
        }
    }
}
