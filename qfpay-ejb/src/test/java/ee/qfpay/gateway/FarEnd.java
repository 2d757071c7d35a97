package ee.qfpay.gateway;

import ee.qfpay.BesideSandbox;
import ee.qfpay.account.Account;
import ee.qfpay.account.Accounts;
import ee.qfpay.catalogue.CodeTables;
import ee.qfpay.money.Money;
import ee.qfpay.sandbox.SandboxOptions;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.stream.Stream;

/** What gateway tests share: an account at a far end, a gateway, commands. */
final class FarEnd {
    static final CodeTables TABLES = CodeTables.load();
    static final Instant NOW = Instant.parse("2026-11-21T12:00:00Z");
    static final String TXDTM = "2026-11-21 20:00:00";

    private FarEnd() {}

    static Gateway gateway() {
        return new Gateway(TABLES, Clock.fixed(NOW, ZoneOffset.UTC), new SentRequests.InMemory());
    }

    /** The default sandbox's merchant at this address, and further properties by name and value. */
    static Account account(URI address, String... more) {
        return Accounts.of(BesideSandbox.configured(address, more)).standard();
    }

    /** The standard account beside one that is called "other" and is another merchant's. */
    static Accounts twoAccounts(URI address, String... more) {
        Stream<String> both = Stream.of(
                "qfpay.env",
                "sandbox",
                "qfpay.base.url",
                address.toString(),
                "qfpay.appcode",
                SandboxOptions.DEFAULT_APP_CODE,
                "qfpay.key",
                SandboxOptions.DEFAULT_KEY,
                "qfpay.accounts",
                "other",
                "qfpay.account.other.env",
                "sandbox",
                "qfpay.account.other.appcode",
                "OTHERMERCHANTSAPPCODE00000000001",
                "qfpay.account.other.key",
                "OTHERMERCHANTSKEY000000000000001");
        return Accounts.of(BesideSandbox.configured(
                address, Stream.concat(both, Stream.of(more)).toArray(String[]::new)));
    }

    static PayCommand order(String number) {
        return order(number, "800101", 1234);
    }

    static PayCommand order(String number, String payType, long minor) {
        AuthCode code = TABLES.payType(payType).orElseThrow().presentment().createMeansPaid()
                ? AuthCode.of("280012345678901234")
                : null;
        return new PayCommand(
                number,
                new Money(minor, "HKD"),
                TABLES.payType(payType).orElseThrow(),
                TXDTM,
                code,
                null,
                null,
                null,
                null,
                Map.of());
    }

    static String resource(String name) {
        try (InputStream file = FarEnd.class.getResourceAsStream(name)) {
            return new String(file.readAllBytes(), java.nio.charset.StandardCharsets.UTF_8);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }
}
