package ee.qfpay.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The statement of a day. */
class TradeBillTest {
    private static final Instant LAST_SECOND = Instant.parse("2026-11-30T15:59:59Z");

    private final HttpClient client = HttpClient.newHttpClient();
    private LocalSandbox sandbox;
    private Merchant merchant;

    @BeforeEach
    void start() {
        sandbox = LocalSandbox.start(SandboxOptions.forTests().withTimeScale(0).withStartAt(LAST_SECOND));
        merchant = new Merchant(sandbox);
    }

    @AfterEach
    void stop() {
        sandbox.close();
    }

    @Test
    void dayThatIsOverHasALineForEachMovementByPayType() throws IOException, InterruptedException {
        String paid = merchant.pay(Merchant.codeOrder("A1", 123)).get("syssn").getAsString();
        merchant.refund(Merchant.refundOf(paid, "R1", 23));
        merchant.pay(Merchant.order("UNPAID", 100));
        sandbox.control().foreignPayment(new ForeignPayment("T\"1", 7, "HKD", "802808", null));
        assertThat(text(get("2026-11-30"))).as("not over").contains("1104");
        sandbox.control().moveClock(Duration.ofSeconds(1));
        merchant.pay(Merchant.codeOrder("NEXT-DAY", 5));

        assertThat(lines(get("2026-11-30")))
                .hasSize(5)
                .anyMatch(line -> line.startsWith("2026-11-30_800008.csv " + paid + ",,\"A1\",payment,800008,123,HKD,"))
                .anyMatch(line -> line.contains("," + paid + ",\"R1\",refund,800008,23,HKD,"))
                .anyMatch(line -> line.startsWith("2026-11-30_802808.csv ") && line.contains(",\"T\"\"1\",payment,"));
    }

    @Test
    void strangersAndBrokenDaysAreRefused() throws IOException, InterruptedException {
        assertThat(text(send("2026-11-01", "0".repeat(32)))).contains("1108");
        assertThat(text(get("2026-11-31"))).contains("1104");
    }

    private HttpResponse<byte[]> get(String day) throws IOException, InterruptedException {
        return send(day, Signatures.ofFields(Map.of("trade_date", day), SandboxOptions.DEFAULT_KEY, "MD5"));
    }

    private HttpResponse<byte[]> send(String day, String signature) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(
                        sandbox.address().resolve("/download/v1/trade_bill?trade_date=" + day))
                .header("X-QF-APPCODE", SandboxOptions.DEFAULT_APP_CODE)
                .header("X-QF-SIGN", signature)
                .build();
        return client.send(request, HttpResponse.BodyHandlers.ofByteArray());
    }

    private static String text(HttpResponse<byte[]> answer) {
        return new String(answer.body(), StandardCharsets.UTF_8);
    }

    private static List<String> lines(HttpResponse<byte[]> answer) throws IOException {
        List<String> lines = new ArrayList<>();
        try (ZipInputStream zip = new ZipInputStream(new ByteArrayInputStream(answer.body()))) {
            for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
                String name = entry.getName();
                new String(zip.readAllBytes(), StandardCharsets.UTF_8)
                        .lines()
                        .forEach(line -> lines.add(name + " " + line));
            }
        }
        return lines;
    }
}
