package ee.qfpay.webhook;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads a receiver's answer until it is clear whether the event was taken, and of a refusal what is to be shown. Once the head is
 * complete the answer stands, whatever becomes of the connection: many receivers keep it open.
 */
final class AnswerReader {

    /** Bytes that are read at the most. */
    private static final int LARGEST = 8 * 1024;

    private static final String END_OF_HEAD = "\r\n\r\n";
    private static final String LAST_CHUNK = "0\r\n\r\n";
    private static final Pattern STATUS = Pattern.compile("HTTP/1\\.[01] ([1-5]\\d\\d)( .*)?");
    private static final Pattern LENGTH = Pattern.compile("(?im)^content-length: *(\\d{1,9}) *$");
    private static final Pattern CHUNKED = Pattern.compile("(?im)^transfer-encoding: *chunked *$");

    private final InputStream in;
    private final StringBuilder read = new StringBuilder();
    private int total;

    AnswerReader(InputStream in) {
        this.in = in;
    }

    /**
     * The answer.
     *
     * @throws IOException the connection ended, or its time, before there was one
     */
    Answer read() throws IOException {
        while (!isComplete() && goesOn()) {
            skipInterim();
        }
        return Answer.of(status(), new String(body().getBytes(StandardCharsets.ISO_8859_1), StandardCharsets.UTF_8));
    }

    /** Reads on; whether there is more to come. */
    private boolean goesOn() throws IOException {
        byte[] bytes = new byte[LARGEST - total];
        try {
            int count = in.read(bytes);
            if (count <= 0) {
                return false;
            }
            total += count;
            read.append(new String(bytes, 0, count, StandardCharsets.ISO_8859_1));
            return true;
        } catch (IOException brokenOff) {
            if (headEnd() < 0) {
                throw brokenOff;
            }
            return false;
        }
    }

    private void skipInterim() throws IOException {
        while (headEnd() >= 0 && status() / 100 == 1) {
            read.delete(0, headEnd() + END_OF_HEAD.length());
        }
    }

    private boolean isComplete() throws IOException {
        return headEnd() >= 0 && (status() / 100 == 2 || isBodyComplete());
    }

    private boolean isBodyComplete() {
        String head = read.substring(0, headEnd()).replace("\r", "");
        Matcher length = LENGTH.matcher(head);
        return length.find()
                ? body().length() >= Integer.parseInt(length.group(1))
                : CHUNKED.matcher(head).find() && body().endsWith(LAST_CHUNK);
    }

    private int headEnd() {
        return read.indexOf(END_OF_HEAD);
    }

    private String body() {
        return headEnd() < 0 ? "" : read.substring(headEnd() + END_OF_HEAD.length());
    }

    private int status() throws IOException {
        String line = read.toString().lines().findFirst().orElse("");
        Matcher status = STATUS.matcher(line);
        if (!status.matches()) {
            throw new IOException(line.isEmpty() ? "it was closed without an answer" : "the answer is not HTTP");
        }
        return Integer.parseInt(status.group(1));
    }
}
