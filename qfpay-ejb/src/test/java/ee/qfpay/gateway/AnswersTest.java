package ee.qfpay.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import ee.qfpay.account.Account;
import ee.qfpay.money.Money;
import ee.qfpay.payment.Finding;
import ee.qfpay.payment.PaymentOnH2;
import ee.qfpay.refund.RefundFinding;
import ee.qfpay.sandbox.LocalSandbox;
import ee.qfpay.sandbox.SandboxOptions;
import ee.qfpay.sandbox.SandboxOptions.ResponseSignature;
import ee.qfpay.sandbox.ScriptedAnswer;
import ee.qfpay.signing.ClientKey;
import ee.qfpay.signing.SignType;
import ee.qfpay.signing.Signatures;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Everything QFPay is known to answer or post, one file each ({@code answers/}): given word for word by the sandbox, read by
 * the gateway, and carried on to what it makes of the payment or refund.
 */
class AnswersTest {

    private static final LocalSandbox UNSIGNED =
            LocalSandbox.start(SandboxOptions.forTests().withResponseSignature(ResponseSignature.NONE, "MD5"));
    private static final PaymentOnH2 BOOKS = new PaymentOnH2("answers");

    @AfterAll
    static void stop() {
        UNSIGNED.close();
    }

    static List<AnswerFile> answers() {
        return AnswerFile.all().stream()
                .filter(file -> !file.field("call").equals("notification"))
                .toList();
    }

    static List<AnswerFile> notifications() {
        return AnswerFile.all().stream()
                .filter(file -> file.field("call").equals("notification"))
                .toList();
    }

    @ParameterizedTest
    @MethodSource("answers")
    void answerIsReadAsItsFileSays(AnswerFile file) {
        Reply reply = reply(file);

        assertThat(reply.outcome()).hasToString(file.field("reads"));
        assertThat(reply.transactions().stream().map(AnswersTest::shown)).isEqualTo(file.rows());
        if (file.has("payment")) {
            assertThat(paymentAfter(file, reply)).isEqualTo(file.field("payment"));
        }
        if (file.has("refund")) {
            assertThat(refundFinding(file, reply).conclusion()).hasToString(file.field("refund"));
        }
    }

    @ParameterizedTest
    @MethodSource("notifications")
    void notificationIsReadAsItsFileSays(AnswerFile file) {
        Account account = FarEnd.account(UNSIGNED.address());
        byte[] body = file.body().getBytes(StandardCharsets.UTF_8);
        Notice notice;
        try (Gateway gateway = FarEnd.gateway()) {
            notice = gateway.read(
                    account, body, Signatures.sign(body, ClientKey.of(SandboxOptions.DEFAULT_KEY), SignType.MD5));
        }

        assertThat(notice.verdict() + " " + notice.notifyType()).isEqualTo(file.field("reads"));
        assertThat(List.of(shown(notice.transaction()))).isEqualTo(file.rows());
        if (file.has("payment")) {
            Finding finding = Finding.ofRows(file.field("about"), List.of(notice.transaction()));
            assertThat(BOOKS.ofNews(file.field("about"), ordered(file), finding))
                    .isEqualTo(file.field("payment"));
        }
        if (file.has("refund")) {
            RefundFinding finding = RefundFinding.ofRows(file.field("about"), List.of(notice.transaction()));
            assertThat(finding.conclusion()).hasToString(file.field("refund"));
        }
    }

    @Test
    void everyRowOfTheDigestHasItsFileAndEveryFileItsRow() throws IOException {
        List<String> listed = Files.readAllLines(AnswerFile.FOLDER.resolve("rows.csv")).stream()
                .skip(1)
                .map(line -> line.substring(line.lastIndexOf(',') + 1))
                .toList();

        assertThat(AnswerFile.all().stream().map(AnswerFile::name)).containsExactlyInAnyOrderElementsOf(listed);
    }

    private static Reply reply(AnswerFile file) {
        return switch (file.field("signature", "missing")) {
            case "missing" -> reply(file, UNSIGNED);
            case "right" -> signedReply(file, SandboxOptions.DEFAULT_KEY);
            default -> signedReply(file, "not the key of the account");
        };
    }

    private static Reply signedReply(AnswerFile file, String key) {
        SandboxOptions options = SandboxOptions.forTests()
                .withCredentials(SandboxOptions.DEFAULT_APP_CODE, key)
                .withResponseSignature(ResponseSignature.RAW_BODY, "MD5");
        try (LocalSandbox signing = LocalSandbox.start(options)) {
            return reply(file, signing);
        }
    }

    private static Reply reply(AnswerFile file, LocalSandbox sandbox) {
        String path = "/trade/v1/" + file.field("call");
        int status = Integer.parseInt(file.field("status", "200"));
        sandbox.control()
                .scriptNext(new ScriptedAnswer(path, ScriptedAnswer.Execution.SKIPPED, status, file.body(), 0, 1));
        Account account =
                FarEnd.account(sandbox.address(), "qfpay.response.signature", file.field("policy", "if_present"));
        try (Gateway gateway = unhurried()) {
            return sent(file, gateway, account);
        }
    }

    /** A gateway whose rate limit never makes a test wait: for it a minute passes between two looks at the clock. */
    private static Gateway unhurried() {
        AtomicLong minutes = new AtomicLong();
        Time time = new Time() {
            @Override
            public Instant now() {
                return FarEnd.NOW.plus(Duration.ofMinutes(minutes.incrementAndGet()));
            }

            @Override
            public long nanos() {
                return TimeUnit.MINUTES.toNanos(minutes.incrementAndGet());
            }

            @Override
            public void sleep(Duration length) {
                // the next look is a minute later anyhow
            }
        };
        Clock clock = Clock.fixed(FarEnd.NOW, ZoneOffset.UTC);
        return new Gateway(FarEnd.TABLES, clock, new SentRequests.InMemory(), time);
    }

    private static Reply sent(AnswerFile file, Gateway gateway, Account account) {
        String number = file.field("about");
        return switch (file.field("call")) {
            case "payment" ->
                gateway.pay(
                        permit(gateway, account, Purpose.PAYMENT),
                        FarEnd.order(
                                number,
                                file.field("pay-type", "800101"),
                                ordered(file).minor()));
            case "query" ->
                gateway.enquire(
                        permit(gateway, account, Purpose.ENQUIRY),
                        EnquiryCommand.about(number, FarEnd.TXDTM, FarEnd.NOW, FarEnd.NOW));
            case "refund" ->
                gateway.refund(
                        permit(gateway, account, Purpose.REFUND),
                        new RefundCommand(number, "20250301000300020000000001", new Money(250, "HKD"), FarEnd.TXDTM));
            case "close" -> gateway.close(permit(gateway, account, Purpose.CANCEL), cancel(file));
            case "reversal" -> gateway.reverse(permit(gateway, account, Purpose.CANCEL), cancel(file));
            default -> throw new IllegalArgumentException(file + " names no call");
        };
    }

    private static CancelCommand cancel(AnswerFile file) {
        return new CancelCommand(file.field("about"), null, ordered(file), FarEnd.TXDTM);
    }

    private static Permit permit(Gateway gateway, Account account, Purpose purpose) {
        return gateway.permit(account, purpose).orElseThrow();
    }

    private static String paymentAfter(AnswerFile file, Reply reply) {
        String number = file.field("about");
        if (file.field("call").equals("payment")) {
            return BOOKS.ofAnswer(number, ordered(file), Finding.ofAnswer(reply));
        }
        return BOOKS.ofNews(number, ordered(file), Finding.ofRows(number, reply.transactions()));
    }

    private static RefundFinding refundFinding(AnswerFile file, Reply reply) {
        return file.field("call").equals("refund")
                ? RefundFinding.ofAnswer(reply)
                : RefundFinding.ofRows(file.field("about"), reply.transactions());
    }

    private static Money ordered(AnswerFile file) {
        String[] ordered = file.field("ordered", "1000 HKD").split(" ");
        return new Money(Long.parseLong(ordered[0]), ordered[1]);
    }

    private static String shown(Transaction row) {
        return Stream.of(
                        row.kind(),
                        row.state(),
                        row.orderNumber(),
                        row.qfpayNumber(),
                        row.originalQfpayNumber(),
                        row.minor(),
                        row.currency(),
                        row.cancel())
                .map(part -> part == null ? "-" : part.toString())
                .reduce((left, right) -> left + " " + right)
                .orElseThrow();
    }
}
