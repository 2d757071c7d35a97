package ee.qfpay.reconciliation;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The runs of several merchants, side by side. */
class RunLanesTest {

    private static final Instant BEGIN = Instant.parse("2026-09-30T12:30:00Z");
    private static final String DAY = "2026-09-30";

    private MerchantOnH2 merchant;

    @AfterEach
    void close() {
        merchant.close();
    }

    /** With so many merchants besides, of whom nothing listens. */
    private void open(int others) {
        List<String> names =
                IntStream.range(0, others).mapToObj(other -> "other" + other).toList();
        List<String> settings = new ArrayList<>(List.of("qfpay.accounts", String.join(",", names)));
        names.forEach(other -> settings.addAll(List.of(
                "qfpay.account." + other + ".env",
                "sandbox",
                "qfpay.account." + other + ".appcode",
                "APPCODE-" + other,
                "qfpay.account." + other + ".key",
                "KEY-" + other,
                "qfpay.account." + other + ".base.url",
                "http://127.0.0.1:9")));
        merchant = new MerchantOnH2(BEGIN, settings.toArray(String[]::new));
    }

    private void start() {
        merchant.beans.bean(RunLanes.class).start();
    }

    @Test
    void merchantWhoseRunTakesLongHoldsUpNoOther() {
        open(1);
        merchant.ask(merchant.owner("other0"), DAY);
        merchant.later(Duration.ofHours(8));
        merchant.ask(merchant.owner(), DAY);
        start();
        assertThat(merchant.threads()).as("one of each").hasSize(2);

        merchant.threads().get(1).run();
        assertThat(merchant.runs()).containsExactly(DAY + "|TIES|0");
        merchant.ask(merchant.owner(), DAY);
        start();

        assertThat(merchant.threads())
                .as("again of the one that is done, and not of the one that is under way")
                .hasSize(3);
        merchant.threads().get(2).run();
        assertThat(merchant.runs()).containsExactly(DAY + "|TIES|0", DAY + "|TIES|0");
    }

    @Test
    void moreMerchantsThanFourWaitUntilOneIsDone() {
        open(5);
        merchant.later(Duration.ofHours(8));
        for (int other = 0; other < 5; other++) {
            merchant.ask(merchant.owner("other" + other), DAY);
        }
        start();
        start();
        assertThat(merchant.threads()).hasSize(4);

        merchant.threads().get(0).run();
        start();

        assertThat(merchant.threads()).hasSize(5);
    }

    /** The accounts of whom a run was begun. */
    private List<String> begun() {
        return merchant.books.select(
                "select account from reconciliation_run where started_at is not null order by started_at, id");
    }

    private void askOneAfterTheOther(String day, int others) {
        for (int other = 0; other < others; other++) {
            merchant.later(Duration.ofSeconds(1));
            merchant.ask(merchant.owner("other" + other), day);
        }
    }

    @Test
    void merchantsOfManyRunsKeepAFifthOneWaitingForOneOfTheirsOnly() {
        open(5);
        merchant.later(Duration.ofHours(8));
        askOneAfterTheOther(DAY, 4);
        askOneAfterTheOther("2026-09-29", 4);
        merchant.later(Duration.ofSeconds(1));
        merchant.ask(merchant.owner("other4"), DAY);
        start();

        merchant.threads().get(0).run();
        assertThat(begun()).as("one run is a turn").containsExactly("other0");
        assertThat(merchant.threads()).as("another begins at once").hasSize(5);
        merchant.threads().get(4).run();

        assertThat(begun()).containsExactly("other0", "other4");
    }

    @Test
    void whatSomebodyAskedForGoesBeforeTheNightsOfOtherMerchants() {
        open(5);
        merchant.later(Duration.ofHours(8));
        askOneAfterTheOther(DAY, 4);
        merchant.sql("update reconciliation_run set night = '2026-10-01'");
        merchant.later(Duration.ofSeconds(1));
        merchant.ask(merchant.owner("other4"), DAY);
        start();

        merchant.threads().get(0).run();

        assertThat(begun()).containsExactly("other4");
    }

    @Test
    void merchantForWhomThereWasNoThreadHasItsTurnLater() {
        open(2);
        merchant.later(Duration.ofHours(8));
        askOneAfterTheOther(DAY, 2);
        merchant.refuseAThread(new IllegalStateException("no thread"));

        start();
        assertThat(merchant.threads()).as("of the other").hasSize(1);
        start();

        assertThat(merchant.threads()).hasSize(2);
    }
}
