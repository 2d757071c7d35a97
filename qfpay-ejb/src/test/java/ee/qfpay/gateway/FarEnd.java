package ee.qfpay.gateway;

import ee.qfpay.account.Account;
import ee.qfpay.account.Accounts;
import ee.qfpay.account.ConfigValues;
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
import java.util.HashMap;
import java.util.Map;

/** What gateway tests share: an account at a far end, a gateway, commands. */
final class FarEnd {
    static final CodeTables TABLES = CodeTables.load();
    static final Instant NOW = Instant.parse("2026-11-21T12:00:00Z");
    static final String TXDTM = "2026-11-21 20:00:00";

    private FarEnd() {}

    static Gateway gateway() {
        return new Gateway(TABLES, Clock.fixed(NOW, ZoneOffset.UTC));
    }

    /** The default sandbox's merchant at this address, and further properties by name and value. */
    static Account account(URI address, String... more) {
        Map<String, String> values = new HashMap<>();
        values.put("qfpay.local.sandbox.url", address.toString());
        values.put("qfpay.local.sandbox.appcode", SandboxOptions.DEFAULT_APP_CODE);
        values.put("qfpay.local.sandbox.key", SandboxOptions.DEFAULT_KEY);
        for (int i = 0; i < more.length; i += 2) {
            values.put(more[i], more[i + 1]);
        }
        return Accounts.of(ConfigValues.of(values)).standard();
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
