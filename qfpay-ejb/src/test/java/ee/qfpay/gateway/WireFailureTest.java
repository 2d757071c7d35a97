package ee.qfpay.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.EOFException;
import java.io.IOException;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.security.cert.CertificateException;
import java.util.stream.Stream;
import javax.net.ssl.SSLHandshakeException;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class WireFailureTest {

    static Stream<Throwable> provenUnsent() {
        return Stream.of(
                new ConnectException("Connection refused"),
                new UnknownHostException("openapi-hk.qfapi.com"),
                new NoRouteToHostException(),
                new SocketTimeoutException("Connect timed out"),
                new SocketTimeoutException("connect timed out"),
                new SSLHandshakeException("PKIX").initCause(new CertificateException("untrusted")));
    }

    static Stream<Throwable> provingNothing() {
        return Stream.of(
                new SocketTimeoutException("Read timed out"),
                new SocketTimeoutException(),
                new SocketException("Connection reset"),
                new SocketException("Unexpected end of file from server"),
                new EOFException(),
                new SSLHandshakeException("Received fatal alert: handshake_failure"),
                new IllegalStateException());
    }

    @ParameterizedTest
    @MethodSource("provenUnsent")
    void failureBeforeAnythingLeftIsNotSent(Throwable failure) {
        assertThat(WireFailure.of(new RuntimeException(new IOException(failure)))
                        .outcome())
                .isEqualTo(Outcome.NOT_SENT);
    }

    @ParameterizedTest
    @MethodSource("provingNothing")
    void everyOtherFailureIsInDoubt(Throwable failure) {
        assertThat(WireFailure.of(new RuntimeException(new IOException(failure)))
                        .outcome())
                .isEqualTo(Outcome.IN_DOUBT);
    }
}
