package ee.qfpay.webhook;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.Proxy;
import java.net.Socket;

/**
 * A connection that is read from no longer than the time limit of its post: whoever sends a byte now and then gains no time. TLS on
 * top of it reads through it too.
 */
final class TimedSocket extends Socket {

    private final TimeLimit limit;

    /** Straight to its address, whatever proxy the JVM is set to: a proxy would lead where nobody has checked. */
    TimedSocket(TimeLimit limit) {
        super(Proxy.NO_PROXY);
        this.limit = limit;
    }

    @Override
    public InputStream getInputStream() throws IOException {
        return new FilterInputStream(super.getInputStream()) {
            @Override
            public int read() throws IOException {
                setSoTimeout(limit.left());
                return super.read();
            }

            @Override
            public int read(byte[] bytes, int offset, int length) throws IOException {
                setSoTimeout(limit.left());
                return super.read(bytes, offset, length);
            }
        };
    }
}
