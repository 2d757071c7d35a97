package ee.qfpay.gateway;

import ee.qfpay.account.Account;
import ee.qfpay.signing.Form;
import ee.qfpay.signing.Signatures;
import jakarta.ws.rs.ProcessingException;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;

/** Sends one signed form and brings back the bytes of the answer, or says why there is none. */
final class Wire implements AutoCloseable {
    /**
     * An answer of QFPay has a few KiB; a page of 100 rows about 100. Counted as it arrives: nothing is unpacked, so that
     * no small answer becomes a large one.
     */
    static final int LARGEST_ANSWER = 1 << 20;

    private static final System.Logger LOG = System.getLogger(Wire.class.getName());
    private static final int TOO_MANY_REQUESTS = 429;
    private static final int CHUNK = 8192;
    private static final int MOST_DIGITS = 9;

    private final QfpayClients clients = new QfpayClients();

    /** What came back with status 200; signature and its type are null when the answer carries none. */
    record Answer(byte[] body, String signature, String signType) {}

    Answer send(Account account, Post post, Form form) throws NoAnswer {
        return send(account, post, form, LARGEST_ANSWER);
    }

    /** The same, of an answer that may have so many bytes. */
    Answer send(Account account, Post post, Form form, int largest) throws NoAnswer {
        String signature = Signatures.sign(form, account.keys().get(0), account.signType());
        QfpayApi api = client(account);
        try (Response response =
                post.send(api, account.appCode(), signature, account.signType().name(), form.encoded())) {
            return read(response, account, largest);
        } catch (ProcessingException | IOException failed) {
            throw WireFailure.of(failed);
        } catch (RuntimeException unexpected) {
            throw new NoAnswer(
                    Outcome.IN_DOUBT,
                    "the request failed: " + unexpected.getClass().getSimpleName(),
                    0);
        }
    }

    @Override
    public void close() {
        clients.close();
    }

    private QfpayApi client(Account account) throws NoAnswer {
        try {
            return clients.of(account);
        } catch (RuntimeException unusable) {
            LOG.log(System.Logger.Level.ERROR, "no REST client for account " + account.name(), unusable);
            throw new NoAnswer(
                    Outcome.NOT_SENT,
                    "no REST client for account " + account.name() + ": "
                            + unusable.getClass().getSimpleName(),
                    0);
        }
    }

    private static Answer read(Response response, Account account, int largest) throws NoAnswer, IOException {
        int status = response.getStatus();
        if (status == TOO_MANY_REQUESTS) {
            throw new NoAnswer(Outcome.BUSY, "QFPay refused to look at the request: too many (HTTP 429)", status);
        }
        if (status != Response.Status.OK.getStatusCode()) {
            throw new NoAnswer(Outcome.IN_DOUBT, "QFPay answered HTTP " + status, status);
        }
        if (claimsToBeTooLarge(response, largest)) {
            throw tooLarge(largest);
        }
        byte[] body = bytes(response.readEntity(InputStream.class), account, largest);
        if (response.getLength() >= 0 && response.getLength() != body.length) {
            // The platform's transport takes a connection that breaks off for the end of the answer.
            throw new NoAnswer(Outcome.IN_DOUBT, "the answer ended early", status);
        }
        return new Answer(
                body, response.getHeaderString(QfpayApi.SIGNATURE), response.getHeaderString(QfpayApi.SIGN_TYPE));
    }

    /** Reads to the end, but not more than the cap and not longer than the read time-out altogether. */
    private static byte[] bytes(InputStream entity, Account account, int largest) throws NoAnswer, IOException {
        long deadline = System.nanoTime() + account.readTimeout().toNanos();
        ByteArrayOutputStream read = new ByteArrayOutputStream();
        byte[] chunk = new byte[CHUNK];
        for (int length = entity.read(chunk); length >= 0; length = entity.read(chunk)) {
            read.write(chunk, 0, length);
            if (read.size() > largest) {
                throw tooLarge(largest);
            }
            if (System.nanoTime() - deadline > 0) {
                throw new NoAnswer(Outcome.IN_DOUBT, "the answer did not end in time", 200);
            }
        }
        return read.toByteArray();
    }

    /** A length that is no number of the platform's is not asked for as one: it would end the call as a lost connection. */
    private static boolean claimsToBeTooLarge(Response response, int largest) {
        String claimed = response.getHeaderString(HttpHeaders.CONTENT_LENGTH);
        return claimed != null && (claimed.length() > MOST_DIGITS || response.getLength() > largest);
    }

    private static NoAnswer tooLarge(int largest) {
        return new NoAnswer(
                Outcome.IN_DOUBT,
                "the answer is larger than " + largest + " bytes",
                Response.Status.OK.getStatusCode());
    }
}
