package ee.qfpay.webhook;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.time.Duration;

/**
 * A connection that may last so long in all: whoever sends a byte now and then gains no time. TLS on top of it reads through it
 * too.
 */
final class TimedSocket extends Socket {

    private static final long NANOS = 1_000_000;

    private final long end;

    TimedSocket(Duration atMost) {
        this.end = System.nanoTime() + atMost.toNanos();
    }

    /**
     * Milliseconds that are left, at least 1.
     *
     * @throws SocketTimeoutException there are none
     */
    int left() throws SocketTimeoutException {
        long millis = (end - System.nanoTime()) / NANOS;
        if (millis <= 0) {
            throw new SocketTimeoutException("The time is over");
        }
        return (int) Math.min(millis, Integer.MAX_VALUE);
    }

    @Override
    public InputStream getInputStream() throws IOException {
        return new FilterInputStream(super.getInputStream()) {
            @Override
            public int read() throws IOException {
                setSoTimeout(left());
                return super.read();
            }

            @Override
            public int read(byte[] bytes, int offset, int length) throws IOException {
                setSoTimeout(left());
                return super.read(bytes, offset, length);
            }
        };
    }
}
