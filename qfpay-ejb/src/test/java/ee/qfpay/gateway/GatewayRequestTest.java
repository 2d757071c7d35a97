package ee.qfpay.gateway;

import static ee.qfpay.gateway.FarEnd.TXDTM;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

import ee.qfpay.account.Account;
import ee.qfpay.money.Money;
import ee.qfpay.sandbox.FormField;
import ee.qfpay.sandbox.LocalSandbox;
import ee.qfpay.sandbox.ReceivedRequest;
import ee.qfpay.sandbox.SandboxOptions;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What goes over the wire, as the far end saw it: method, path, headers and fields, no less and no more. */
class GatewayRequestTest {
    private final LocalSandbox sandbox = LocalSandbox.start(SandboxOptions.forTests());
    private final LocalSandbox withMchid =
            LocalSandbox.start(SandboxOptions.forTests().withMchid("ZaMVg12345"));
    private final Gateway gateway = FarEnd.gateway();
    private final Account account = FarEnd.account(sandbox.address());
    private final Account merchant = FarEnd.account(withMchid.address(), "qfpay.local.sandbox.mchid", "ZaMVg12345");

    @AfterEach
    void stop() {
        gateway.close();
        sandbox.close();
        withMchid.close();
    }

    @Test
    void paymentCarriesTheFiveRequiredFields() {
        Reply reply = pay(account, FarEnd.order("ORDER-1"));

        assertThat(reply.outcome()).isEqualTo(Outcome.PLACED);
        ReceivedRequest request = only(sandbox, "/trade/v1/payment");
        assertThat(fields(request))
                .containsOnly(
                        entry("txamt", "1234"),
                        entry("txcurrcd", "HKD"),
                        entry("pay_type", "800101"),
                        entry("out_trade_no", "ORDER-1"),
                        entry("txdtm", TXDTM));
    }

    @Test
    void paymentCarriesWhatIsSetBesides() {
        PayCommand command = new PayCommand(
                "ORDER-2",
                new Money(2000, "HKD"),
                FarEnd.TABLES.payType("800108").orElseThrow(),
                TXDTM,
                AuthCode.of("280012345678901234"),
                15,
                "茶 & 餅 = 1+1 🍵",
                "till 3",
                "https://shop.example.com/callback/default?a=1&b=2",
                Map.of("limit_pay", "no_credit"));

        Reply reply = pay(merchant, command);

        assertThat(reply.outcome()).isEqualTo(Outcome.DONE);
        assertThat(fields(only(withMchid, "/trade/v1/payment")))
                .containsOnly(
                        entry("txamt", "2000"),
                        entry("txcurrcd", "HKD"),
                        entry("pay_type", "800108"),
                        entry("out_trade_no", "ORDER-2"),
                        entry("txdtm", TXDTM),
                        entry("auth_code", "280012345678901234"),
                        entry("expired_time", "15"),
                        entry("goods_name", "茶 & 餅 = 1+1 🍵"),
                        entry("udid", "till 3"),
                        entry("notify_url", "https://shop.example.com/callback/default?a=1&b=2"),
                        entry("limit_pay", "no_credit"),
                        entry("mchid", "ZaMVg12345"));
    }

    @Test
    void headersAreTheseAndNoOthers() {
        pay(account, FarEnd.order("ORDER-3"));

        ReceivedRequest request = only(sandbox, "/trade/v1/payment");
        assertThat(request.method()).isEqualTo("POST");
        assertThat(request.headers().keySet())
                .containsExactlyInAnyOrder(
                        "host",
                        "connection",
                        "content-length",
                        "content-type",
                        "accept",
                        "user-agent",
                        "x-qf-appcode",
                        "x-qf-sign",
                        "x-qf-signtype");
        assertThat(request.header("X-QF-APPCODE")).contains(SandboxOptions.DEFAULT_APP_CODE);
        assertThat(request.header("X-QF-SIGN").orElseThrow()).matches("[0-9A-F]{64}");
        assertThat(request.header("X-QF-SIGNTYPE")).contains("SHA256");
        assertThat(request.header("User-Agent")).contains("qfpay-connector-jakartaee");
        assertThat(request.header("Accept")).contains("application/json");
        assertThat(request.header("Content-Type").orElseThrow()).startsWith("application/x-www-form-urlencoded");
    }

    @Test
    void signTypeIsSentForMd5Too() {
        Account md5 = FarEnd.account(sandbox.address(), "qfpay.sign.type", "MD5");

        assertThat(pay(md5, FarEnd.order("ORDER-4")).outcome()).isEqualTo(Outcome.PLACED);

        ReceivedRequest request = only(sandbox, "/trade/v1/payment");
        assertThat(request.header("X-QF-SIGNTYPE")).contains("MD5");
        assertThat(request.header("X-QF-SIGN").orElseThrow()).matches("[0-9A-F]{32}");
    }

    @Test
    void enquiryOfOneNumberCarriesNumberAndTime() {
        pay(account, FarEnd.order("ORDER-5"));

        Reply reply = enquire(account, EnquiryCommand.about("ORDER-5", TXDTM, FarEnd.NOW, FarEnd.NOW));

        assertThat(reply.outcome()).isEqualTo(Outcome.DONE);
        assertThat(only(sandbox, "/trade/v1/query").method()).isEqualTo("POST");
        assertThat(fields(only(sandbox, "/trade/v1/query")))
                .containsOnly(entry("out_trade_no", "ORDER-5"), entry("txdtm", TXDTM));
    }

    @Test
    void enquiryOfOneNumberCarriesMchidWhenThereIsOne() {
        enquire(merchant, EnquiryCommand.about("ORDER-6", TXDTM, FarEnd.NOW, FarEnd.NOW));

        assertThat(fields(only(withMchid, "/trade/v1/query")))
                .containsOnly(entry("out_trade_no", "ORDER-6"), entry("txdtm", TXDTM), entry("mchid", "ZaMVg12345"));
    }

    @Test
    void enquiryOfSeveralNumbersIsAListWithAFullPage() {
        enquire(account, new EnquiryCommand(List.of("A", "B", "C"), null, FarEnd.NOW, FarEnd.NOW));

        assertThat(fields(only(sandbox, "/trade/v1/query")))
                .containsOnly(entry("out_trade_no", "A,B,C"), entry("page_size", "100"));
    }

    @Test
    void enquiryAboutAnEarlierMonthNamesTheWindowInQfpaysZone() {
        Instant october = Instant.parse("2026-10-31T15:30:00Z");

        enquire(account, EnquiryCommand.about("OLD", "2026-10-31 23:30:00", october, october));

        assertThat(fields(only(sandbox, "/trade/v1/query")))
                .containsOnly(
                        entry("out_trade_no", "OLD"),
                        entry("txdtm", "2026-10-31 23:30:00"),
                        entry("start_time", "2026-10-31 22:30:00"),
                        entry("end_time", "2026-11-01 00:30:00"));
    }

    @Test
    void enquiryAboutWhatBeginsLaterReachesIntoTheNextMonth() {
        Instant recorded = Instant.parse("2026-10-31T15:00:00Z");

        enquire(account, EnquiryCommand.about("PAGE", "2026-10-31 23:00:00", recorded, recorded.plusSeconds(36_000)));

        assertThat(fields(only(sandbox, "/trade/v1/query")))
                .contains(entry("start_time", "2026-10-31 22:00:00"), entry("end_time", "2026-11-01 10:00:00"));
    }

    /** QFPay's clock may be ahead of ours: by itself it would look at the month that has just begun. */
    @Test
    void enquiryOfAMonthsLastHourNamesItsTimes() {
        Instant recorded = Instant.parse("2026-10-31T15:00:00Z");
        EnquiryCommand command = EnquiryCommand.about("EDGE", TXDTM, recorded, recorded);

        assertThat(asked(command, Instant.parse("2026-10-31T15:30:00Z")))
                .contains(entry("start_time", "2026-10-31 22:00:00"), entry("end_time", "2026-11-01 00:00:00"));
        assertThat(asked(command, Instant.parse("2026-10-31T14:59:59Z"))).doesNotContainKey("start_time");
    }

    /** QFPay refuses a longer one, with 1104. */
    @Test
    void enquiryAboutWhatWasSentAgainWeeksLaterSpansNoMonth() {
        Instant first = Instant.parse("2026-09-10T04:00:00Z");
        EnquiryCommand command = EnquiryCommand.about("AGAIN", TXDTM, first, first.plus(Duration.ofDays(60)));

        assertThat(asked(command, first.plus(Duration.ofDays(60))))
                .contains(entry("start_time", "2026-10-09 13:00:00"), entry("end_time", "2026-11-09 13:00:00"));
    }

    private Map<String, String> asked(EnquiryCommand command, Instant now) {
        return Forms.enquiry(account, command, Clock.fixed(now, ZoneOffset.UTC)).fields();
    }

    @Test
    void refundCarriesItsOwnNumberAndTheOriginalUnderBothNames() {
        String original = paid(account, sandbox, "ORDER-7");

        Reply reply = refund(account, new RefundCommand("REFUND-7", original, new Money(34, "HKD"), TXDTM));

        assertThat(reply.outcome()).isEqualTo(Outcome.DONE);
        assertThat(only(sandbox, "/trade/v1/refund").method()).isEqualTo("POST");
        assertThat(fields(only(sandbox, "/trade/v1/refund")))
                .containsOnly(
                        entry("out_trade_no", "REFUND-7"),
                        entry("txamt", "34"),
                        entry("txdtm", TXDTM),
                        entry("syssn", original),
                        entry("qf_trade_no", original));
    }

    @Test
    void refundCarriesMchidWhenThereIsOneAndOneNameWhenAsked() {
        Account narrowed = FarEnd.account(
                withMchid.address(), "qfpay.local.sandbox.mchid", "ZaMVg12345", "qfpay.refund.identification", "syssn");
        String original = paid(narrowed, withMchid, "ORDER-8");

        refund(narrowed, new RefundCommand("REFUND-8", original, new Money(1234, "HKD"), TXDTM));

        assertThat(fields(only(withMchid, "/trade/v1/refund")))
                .containsOnly(
                        entry("out_trade_no", "REFUND-8"),
                        entry("txamt", "1234"),
                        entry("txdtm", TXDTM),
                        entry("syssn", original),
                        entry("mchid", "ZaMVg12345"));
    }

    @Test
    void closeNamesTheOrderByTheNumberWeKnow() {
        Reply placed = pay(account, FarEnd.order("ORDER-9"));
        Permit permit = gateway.permit(account, Purpose.CANCEL).orElseThrow();

        Reply reply = gateway.close(permit, new CancelCommand("ORDER-9", null, new Money(1234, "HKD"), TXDTM));

        assertThat(placed.outcome()).isEqualTo(Outcome.PLACED);
        assertThat(reply.outcome()).isEqualTo(Outcome.DONE);
        assertThat(fields(only(sandbox, "/trade/v1/close")))
                .containsOnly(entry("out_trade_no", "ORDER-9"), entry("txamt", "1234"), entry("txdtm", TXDTM));
    }

    @Test
    void reversalPrefersQfpaysNumber() {
        String number =
                pay(account, FarEnd.order("ORDER-10")).transactions().get(0).qfpayNumber();
        Permit permit = gateway.permit(account, Purpose.CANCEL).orElseThrow();

        gateway.reverse(permit, new CancelCommand("ORDER-10", number, new Money(1234, "HKD"), TXDTM));

        assertThat(fields(only(sandbox, "/trade/v1/reversal")))
                .containsOnly(entry("syssn", number), entry("txamt", "1234"), entry("txdtm", TXDTM));
    }

    private Reply pay(Account who, PayCommand command) {
        return gateway.pay(gateway.permit(who, Purpose.PAYMENT).orElseThrow(), command);
    }

    private Reply enquire(Account who, EnquiryCommand command) {
        return gateway.enquire(gateway.permit(who, Purpose.ENQUIRY).orElseThrow(), command);
    }

    private Reply refund(Account who, RefundCommand command) {
        return gateway.refund(gateway.permit(who, Purpose.REFUND).orElseThrow(), command);
    }

    private String paid(Account who, LocalSandbox where, String number) {
        String qfpayNumber =
                pay(who, FarEnd.order(number)).transactions().get(0).qfpayNumber();
        where.control().pay(number);
        return qfpayNumber;
    }

    private static ReceivedRequest only(LocalSandbox where, String path) {
        List<ReceivedRequest> requests = where.control().requests(path);
        assertThat(requests).hasSize(1);
        return requests.get(0);
    }

    private static Map<String, String> fields(ReceivedRequest request) {
        return request.fields().stream().collect(Collectors.toMap(FormField::name, FormField::value));
    }
}
