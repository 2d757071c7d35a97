package ee.qfpay.gateway;

import java.io.IOException;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.security.cert.CertificateException;
import java.util.Locale;

/**
 * Tells failures that prove that nothing was sent from those that prove nothing. Only the former may say so: an order that
 * was sent after all must never look unsent.
 */
final class WireFailure {
    private static final int DEEPEST = 20;

    private WireFailure() {}

    static NoAnswer of(Throwable failed) {
        Throwable cause = failed;
        for (int depth = 0; cause != null && depth < DEEPEST; depth++, cause = cause.getCause()) {
            if (provesNothingWasSent(cause)) {
                return new NoAnswer(Outcome.NOT_SENT, "no connection to QFPay: " + name(cause), 0);
            }
        }
        return new NoAnswer(Outcome.IN_DOUBT, "no answer from QFPay: " + name(root(failed)), 0);
    }

    /**
     * No connection was made, also by the proxy, or ours refused the server's certificate before a byte of the request. A time-out counts
     * only when it is the connection's: the platform has one exception for both and tells them apart by this text.
     */
    private static boolean provesNothingWasSent(Throwable cause) {
        return cause instanceof ConnectException
                || cause instanceof UnknownHostException
                || cause instanceof NoRouteToHostException
                || cause instanceof CertificateException
                || isWithoutTunnel(cause)
                || (cause instanceof SocketTimeoutException
                        && String.valueOf(cause.getMessage())
                                .toLowerCase(Locale.ROOT)
                                .startsWith("connect timed out"));
    }

    /** The proxy gave us no connection to QFPay: the platform says so by this text alone, and before any request. */
    private static boolean isWithoutTunnel(Throwable cause) {
        return cause instanceof IOException
                && String.valueOf(cause.getMessage()).startsWith("Unable to tunnel through proxy");
    }

    private static Throwable root(Throwable failed) {
        Throwable root = failed;
        for (int depth = 0; root.getCause() != null && depth < DEEPEST; depth++) {
            root = root.getCause();
        }
        return root;
    }

    /** What happened, in words for the history, and not the failure's own message, which may hold an address. */
    private static String name(Throwable cause) {
        if (cause instanceof SocketTimeoutException) {
            return "no time left";
        }
        if (cause instanceof UnknownHostException) {
            return "its host is not known";
        }
        if (cause instanceof CertificateException) {
            return "its certificate is not trusted";
        }
        if (isWithoutTunnel(cause)) {
            return "the proxy makes no connection to it";
        }
        return cause instanceof ConnectException || cause instanceof NoRouteToHostException
                ? "its address does not accept connections"
                : "the connection was lost";
    }
}
