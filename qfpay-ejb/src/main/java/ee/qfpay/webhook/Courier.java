package ee.qfpay.webhook;

import ee.qfpay.account.WebhookReceiver;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.SSLSocketFactory;

/**
 * One POST over a connection that is opened for it: no redirect, no proxy, no second try of what was sent, an end to the time it takes
 * and to what is read of the answer.
 *
 * <p>It opens the connection itself because the name is resolved once, its addresses are checked, and those are connected to, in their
 * order, until one lets us in; Java's own clients resolve the name again. TLS still checks the certificate against the name.
 */
final class Courier {

    private static final int HTTP = 80;
    private static final int HTTPS = 443;

    /** Of a receiver's addresses that are tried for one post. */
    private static final int MOST_ADDRESSES = 8;

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
        try (Socket plain = connected(admitted(address), port(address))) {
            Socket socket = "https".equals(address.getScheme()) ? secured(plain, address) : plain;
            socket.getOutputStream().write(request(receiver, parcel, now).getBytes(StandardCharsets.UTF_8));
            socket.getOutputStream().flush();
            return new AnswerReader(socket.getInputStream()).read();
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

    /** The addresses of the receiver that may be connected to, the first of them. Nobody asks for them again. */
    private List<InetAddress> admitted(URI address) throws UnknownHostException, NotAdmitted {
        boolean isPlain = "http".equals(address.getScheme());
        InetAddress[] known = names.addressesOf(address.getHost());
        List<InetAddress> admitted = Stream.of(known)
                .filter(guard::admits)
                .filter(one -> !isPlain || one.isLoopbackAddress())
                .limit(MOST_ADDRESSES)
                .toList();
        if (admitted.isEmpty()) {
            throw new NotAdmitted("Not posted: " + address.getHost() + " is "
                    + Stream.of(known).map(InetAddress::getHostAddress).collect(Collectors.joining(", "))
                    + ", which is no address of the public internet and not allowed by qfpay.webhooks.networks");
        }
        return admitted;
    }

    /**
     * A connection to the first of these addresses that lets us in. Where several are left, one that says nothing gets a part of the time
     * only, so that something is left for the next one and for the post.
     */
    private Socket connected(List<InetAddress> addresses, int port) throws IOException {
        TimeLimit limit = new TimeLimit(timeout);
        IOException refusal = new IOException("there is no address");
        for (int tried = 0; tried < addresses.size(); tried++) {
            int others = addresses.size() - tried - 1;
            Socket socket = new TimedSocket(limit);
            try {
                socket.connect(
                        new InetSocketAddress(addresses.get(tried), port),
                        others == 0 ? limit.left() : 1 + limit.left() / (others + 2));
                return socket;
            } catch (IOException nobodyThere) {
                socket.close();
                refusal = nobodyThere;
            }
        }
        throw refusal;
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
