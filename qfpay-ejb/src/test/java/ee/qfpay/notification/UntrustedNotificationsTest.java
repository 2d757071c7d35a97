package ee.qfpay.notification;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import ee.qfpay.BeansOnH2;
import ee.qfpay.BooksOnH2;
import ee.qfpay.account.Accounts;
import ee.qfpay.account.ConfigValues;
import ee.qfpay.account.Settings;
import ee.qfpay.catalogue.CodeTables;
import ee.qfpay.gateway.Gateway;
import ee.qfpay.gateway.Nasty;
import ee.qfpay.gateway.SentRequests;
import ee.qfpay.signing.ClientKey;
import ee.qfpay.signing.SignType;
import ee.qfpay.signing.Signatures;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** Whatever is posted, rightly signed too: it is kept and applied, or refused; nothing is too long or too odd to be kept. */
class UntrustedNotificationsTest {

    private static final String KEY = "key of tests";
    private static final Clock CLOCK = Clock.fixed(Instant.parse("2026-07-14T06:30:00Z"), ZoneOffset.UTC);
    private static final ConfigValues CONFIGURATION = ConfigValues.of(Map.of(
            "qfpay.env",
            "sandbox",
            "qfpay.appcode",
            "APPCODE-OF-TESTS",
            "qfpay.key",
            KEY,
            "qfpay.notification.proxies",
            "10.0.0.0/8",
            "qfpay.notification.verified.day",
            "1000000",
            "qfpay.notification.unverified.day",
            "1000000"));
    private static final NotificationsBean NOTIFICATIONS = new BeansOnH2(
                    new BooksOnH2("untrusted-notifications", Map.of()),
                    Map.of(
                            Clock.class,
                            CLOCK,
                            Accounts.class,
                            Accounts.of(CONFIGURATION),
                            Settings.class,
                            Settings.of(CONFIGURATION),
                            Gateway.class,
                            new Gateway(CodeTables.load(), CLOCK, new SentRequests.InMemory())),
                    BeansOnH2.Turns.UNWATCHED)
            .bean(NotificationsBean.class);

    @Example
    void nastyBodiesAreKeptOrRefused() {
        for (byte[] body : Nasty.bodies()) {
            String shown = new String(body, 0, Math.min(60, body.length), StandardCharsets.UTF_8);
            assertThat(posted(body, signed(body))).as(shown).isIn(Receipt.DONE, Receipt.NOT_READABLE);
            assertThat(posted(body, "0".repeat(32))).as(shown).isEqualTo(Receipt.NOT_VERIFIED);
            assertThat(posted(body, new String(body, StandardCharsets.UTF_8)))
                    .as(shown)
                    .isEqualTo(Receipt.NOT_VERIFIED);
        }
    }

    @Property(tries = 100)
    void anyFieldsAreKeptOrRefused(@ForAll("bodies") String body) {
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);

        assertThat(posted(bytes, signed(bytes))).isIn(Receipt.DONE, Receipt.NOT_READABLE);
    }

    @Property(tries = 100)
    void anySenderIsReadOrRefused(@ForAll("hops") String forwardedFor) {
        Posted posted = new Posted(new byte[] {'{', '}'}, null, "10.0.0.1", forwardedFor);

        assertThat(NOTIFICATIONS.receiveForAny(posted)).isEqualTo(Receipt.NOT_VERIFIED);
    }

    @Example
    void longestHeadersAreRead() {
        for (String part : List.of(",", "10.0.0.1,", "1", "[", "::", "\0", "10.0.0.1:99999,", "\ud83d\ude00")) {
            assertThatCode(() -> anySenderIsReadOrRefused(part.repeat(65_536 / part.length())))
                    .as(part)
                    .doesNotThrowAnyException();
        }
    }

    @Provide
    Arbitrary<String> bodies() {
        Arbitrary<String> names = Arbitraries.of(
                "notify_type",
                "order_type",
                "status",
                "respcd",
                "out_trade_no",
                "syssn",
                "orig_syssn",
                "txamt",
                "txcurrcd",
                "cancel",
                "pay_type",
                "sysdtm",
                "paydtm",
                "mchid",
                "resperr",
                "data");
        Arbitrary<String> values = Arbitraries.oneOf(
                Arbitraries.of(
                        "\"payment\"",
                        "\"refund\"",
                        "\"1\"",
                        "\"0000\"",
                        "\"1143\"",
                        "\"1205\"",
                        "1e400",
                        "-5",
                        "999999999999999999",
                        "\"\\ud800\"",
                        "\"\\u0000\"",
                        "null",
                        "[]",
                        "{}",
                        "\"9999-12-31 23:59:59\"",
                        "\"0001-01-01 00:00:00\""),
                Arbitraries.of("x", "長", "\ud83d\ude00", "'")
                        .flatMap(text ->
                                Arbitraries.integers().between(1, 300).map(times -> '"' + text.repeat(times) + '"')));
        return Combinators.combine(names, values)
                .as(Map::entry)
                .list()
                .uniqueElements(Map.Entry::getKey)
                .ofMinSize(3)
                .ofMaxSize(12)
                .map(fields -> "{\"status\": \"1\", "
                        + String.join(
                                ", ",
                                fields.stream()
                                        .filter(field -> !field.getKey().equals("status"))
                                        .map(field -> '"' + field.getKey() + "\": " + field.getValue())
                                        .toList())
                        + "}");
    }

    @Provide
    Arbitrary<String> hops() {
        return Arbitraries.oneOf(
                        Arbitraries.strings().ofMaxLength(60),
                        Arbitraries.of("10.0.0.2", "10.0.0.2:80", "[::1]:80", "::ffff:10.0.0.1", "999.1.1.1", "", "[]"))
                .list()
                .ofMaxSize(8)
                .map(hops -> String.join(",", hops));
    }

    private static Receipt posted(byte[] body, String signature) {
        return NOTIFICATIONS.receiveForAny(new Posted(body, signature, "10.0.0.1", null));
    }

    private static String signed(byte[] body) {
        return Signatures.sign(body, ClientKey.of(KEY), SignType.MD5);
    }
}
