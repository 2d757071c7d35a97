package ee.qfpay.web.callback;

import static org.assertj.core.api.Assertions.assertThat;

import ee.qfpay.notification.Posted;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import org.junit.jupiter.api.Test;

class CallbackResourceTest {

    @Test
    void bodyAtTheLimitIsTakenAndOneByteMoreIsNot() throws IOException {
        byte[] largest = new byte[Posted.LARGEST_BODY];
        byte[] tooLarge = new byte[Posted.LARGEST_BODY + 1];

        assertThat(CallbackResource.taken(new ByteArrayInputStream(largest))).contains(largest);
        assertThat(CallbackResource.taken(new ByteArrayInputStream(tooLarge))).isEmpty();
    }

    @Test
    void endlessBodyIsNotReadToItsEnd() throws IOException {
        Endless endless = new Endless();

        assertThat(CallbackResource.taken(endless)).isEmpty();
        assertThat(endless.taken).as("bytes taken").isEqualTo(Posted.LARGEST_BODY + 1);
    }

    private static final class Endless extends InputStream {
        private long taken;

        @Override
        public int read() {
            taken++;
            return ' ';
        }
    }
}
