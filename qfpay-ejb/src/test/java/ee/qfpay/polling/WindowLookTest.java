package ee.qfpay.polling;

import static org.assertj.core.api.Assertions.assertThat;

import ee.qfpay.BesideSandbox;
import ee.qfpay.BooksOnH2;
import ee.qfpay.account.Accounts;
import ee.qfpay.account.ConfigValues;
import ee.qfpay.account.Settings;
import ee.qfpay.catalogue.CodeTables;
import ee.qfpay.gateway.Gateway;
import ee.qfpay.gateway.Outcome;
import ee.qfpay.gateway.PayCommand;
import ee.qfpay.gateway.Purpose;
import ee.qfpay.gateway.SentRequests;
import ee.qfpay.money.Money;
import ee.qfpay.sandbox.LocalSandbox;
import ee.qfpay.sandbox.SandboxOptions;
import ee.qfpay.sandbox.ScriptedAnswer;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** QFPay's list, read from the sandbox into a real database. */
class WindowLookTest {

    private static final CodeTables TABLES = CodeTables.load();
    private static final Instant BEGIN = Instant.parse("2026-07-14T06:30:00Z");

    private final LocalSandbox sandbox =
            LocalSandbox.start(SandboxOptions.forTests().withTimeScale(0).withStartAt(BEGIN));
    private final ConfigValues configuration = BesideSandbox.configured(
            sandbox.address(),
            "qfpay.window.interval",
            "20m",
            "qfpay.limit.second",
            "10000",
            "qfpay.limit.minute",
            "600000");
    private final Accounts accounts = Accounts.of(configuration);
    private final Clock clock = ((InstantSource) () -> sandbox.control().now()).withZone(ZoneOffset.UTC);
    private final Gateway gateway = new Gateway(TABLES, clock, new SentRequests.InMemory());
    private final BooksOnH2 books = new BooksOnH2(
            "window-look-" + System.nanoTime(),
            Map.of(
                    Clock.class, clock,
                    Accounts.class, accounts,
                    Settings.class, Settings.of(configuration),
                    Gateway.class, gateway));

    @AfterEach
    void stop() {
        gateway.close();
        sandbox.close();
    }

    @Test
    void paymentElsewhereThatIsPaidLongAfterItsListWasReadIsFound() {
        read();
        payElsewhere("TILL-1");
        later(Duration.ofMinutes(21));
        later(Duration.ofMinutes(21));
        assertThat(kept()).as("still to be paid").isEmpty();

        sandbox.control().pay("TILL-1");
        later(Duration.ofMinutes(21));

        assertThat(books.select("select order_number, amount, is_foreign, source from qfpay_transaction"))
                .containsExactly("TILL-1|1234|true|WINDOW");
        assertThat(books.select("select covered_until from list_window"))
                .as("nothing is left to be read again")
                .containsExactly("2026-07-14T07:33Z");
    }

    @Test
    void listOfManyRowsIsReadInPartsOfTheLengthThatFittedTheLastTime() {
        read();
        sandbox.control().moveClock(Duration.ofHours(8));
        int before = sandbox.control().requests().size();
        String row = "{\"order_type\": \"payment\", \"syssn\": \"1\", \"respcd\": \"1205\", \"txamt\": \"1\"}";
        String fullPage = "{\"respcd\": \"0000\", \"data\": [" + row + (", " + row).repeat(99) + "]}";
        int tooMuchTwiceThenHalfAsManyPages = 50 + 50 + 30;
        sandbox.control()
                .scriptNext(ScriptedAnswer.json("/trade/v1/query", fullPage).times(tooMuchTwiceThenHalfAsManyPages));

        read();

        List<String> windows = sandbox.control().requests().stream()
                .skip(before)
                .map(request -> request.field("start_time").orElseThrow().substring(11) + " "
                        + request.field("end_time").orElseThrow().substring(11))
                .distinct()
                .toList();
        assertThat(windows)
                .as("the whole, its half, a quarter that fits, one as long, and from then on longer ones")
                .containsExactly(
                        "14:30:00 22:30:00",
                        "14:30:00 18:30:00",
                        "14:30:00 16:30:00",
                        "16:30:01 18:30:01",
                        "18:30:02 22:30:00");
    }

    private void payElsewhere(String number) {
        PayCommand order = new PayCommand(
                number,
                new Money(12_34, "HKD"),
                TABLES.payType("800101").orElseThrow(),
                "2026-07-14 14:30:00",
                null,
                120,
                null,
                null,
                null,
                Map.of());
        var permit = gateway.permit(accounts.standard(), Purpose.PAYMENT).orElseThrow();
        assertThat(gateway.pay(permit, order).outcome()).isEqualTo(Outcome.PLACED);
    }

    private void later(Duration time) {
        sandbox.control().moveClock(time);
        read();
    }

    private void read() {
        books.act(act -> {
            act.bean(WindowLook.class).run();
            return null;
        });
    }

    private List<String> kept() {
        return books.select("select order_number from qfpay_transaction");
    }
}
