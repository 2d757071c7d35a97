package ee.qfpay.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import ee.qfpay.account.Account;
import ee.qfpay.gateway.BudgetView.Position;
import ee.qfpay.sandbox.LocalSandbox;
import ee.qfpay.sandbox.SandboxOptions;
import ee.qfpay.sandbox.ScriptedAnswer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** An account whose QFPay cannot be reached sends nothing for a while, and nobody else minds. */
class BreakerTest {
    private static final LocalSandbox SANDBOX = LocalSandbox.start(SandboxOptions.forTests());
    private static final int CALLS = 8;
    private static final Duration WAIT = Duration.ofSeconds(30);

    private final HandTime time = new HandTime();
    private final Gateway gateway =
            new Gateway(FarEnd.TABLES, Clock.fixed(FarEnd.NOW, ZoneOffset.UTC), new SentRequests.InMemory(), time);
    private Account there;

    @BeforeEach
    void begin() {
        SANDBOX.control().reset();
        there = account(SANDBOX.address());
    }

    @AfterEach
    void close() {
        gateway.close();
    }

    @AfterAll
    static void stop() {
        SANDBOX.close();
    }

    @Test
    void accountWhoseQfpayIsGoneSendsNothingMoreForAWhile() throws IOException {
        Account gone = account(nobody());

        List<Outcome> outcomes = IntStream.range(0, CALLS)
                .mapToObj(call -> closes(gone).outcome())
                .toList();

        assertThat(outcomes).containsOnly(Outcome.NOT_SENT);
        assertThat(gateway.budget(gone).breaker()).isEqualTo(Position.OPEN);
        assertThat(gateway.budget(gone).outage()).isEqualTo(WAIT);
        for (Purpose purpose : Purpose.values()) {
            assertThat(gateway.permit(gone, purpose)).as(purpose.name()).isEmpty();
        }
    }

    @Test
    void whoIsRefusedByTheBreakerUsesNothingUpAndDoesNotWait() throws IOException {
        Account gone = account(nobody());
        IntStream.range(0, CALLS).forEach(call -> closes(gone));
        time.pass(Duration.ofSeconds(5));
        long before = time.nanos();
        long available = gateway.budget(gone).available();

        assertThat(gateway.permit(gone, Purpose.PAYMENT)).isEmpty();

        assertThat(gateway.budget(gone).available()).isEqualTo(available);
        assertThat(time.nanos()).isEqualTo(before);
    }

    @Test
    void outageOfOneMerchantStopsNobodyElse() throws IOException {
        Account gone = account(nobody());
        IntStream.range(0, CALLS).forEach(call -> closes(gone));
        Account other = FarEnd.twoAccounts(SANDBOX.address()).find("other").orElseThrow();

        assertThat(gateway.budget(gone).breaker()).isEqualTo(Position.OPEN);
        assertThat(gateway.budget(other).breaker()).isEqualTo(Position.CLOSED);
        assertThat(gateway.permit(other, Purpose.PAYMENT)).isPresent();
    }

    @Test
    void afterAWhileAFewAreLetThroughAndTheirAnswersCloseIt() {
        open();
        time.pass(WAIT);

        List<Optional<Permit>> trials = IntStream.range(0, 4)
                .mapToObj(call -> gateway.permit(there, Purpose.POLL))
                .toList();
        assertThat(trials).extracting(Optional::isPresent).containsExactly(true, true, true, false);
        assertThat(gateway.budget(there).breaker()).isEqualTo(Position.HALF_OPEN);

        trials.stream().flatMap(Optional::stream).forEach(this::asks);
        assertThat(gateway.budget(there).breaker()).isEqualTo(Position.CLOSED);
        assertThat(closes(there).outcome()).isEqualTo(Outcome.REFUSED);
    }

    @Test
    void afterAWhileAFewThatAreNotAnsweredEitherKeepItOpen() {
        open();
        time.pass(WAIT);

        IntStream.range(0, 3).forEach(call -> {
            SANDBOX.control().scriptNext(ScriptedAnswer.status("/trade/v1/close", 502));
            closes(there);
        });

        assertThat(gateway.budget(there).breaker()).isEqualTo(Position.OPEN);
        assertThat(gateway.permit(there, Purpose.PAYMENT)).isEmpty();
    }

    @Test
    void whatWasSentBeforeTheOutageSaysNothingOfTheTrials() {
        Permit old = gateway.permit(there, Purpose.CANCEL).orElseThrow();
        open();
        time.pass(WAIT);
        List<Permit> trials = IntStream.range(0, 3)
                .mapToObj(call -> gateway.permit(there, Purpose.POLL).orElseThrow())
                .toList();

        old.giveBack();

        assertThat(gateway.permit(there, Purpose.POLL)).as("no fourth place").isEmpty();
        trials.forEach(this::asks);
        assertThat(gateway.budget(there).breaker()).isEqualTo(Position.CLOSED);
    }

    @Test
    void trialThatIsGivenBackLeavesItsPlaceToAnother() {
        open();
        time.pass(WAIT);

        for (int call = 0; call < 10; call++) {
            gateway.permit(there, Purpose.REFUND).orElseThrow().giveBack();
        }
        assertThat(gateway.budget(there).breaker()).isEqualTo(Position.HALF_OPEN);
    }

    @Test
    void trialsWhoseHoldersDiedDoNotKeepItHalfOpenForEver() {
        open();
        time.pass(WAIT);
        IntStream.range(0, 3)
                .forEach(call -> assertThat(gateway.permit(there, Purpose.POLL)).isPresent());
        assertThat(gateway.permit(there, Purpose.POLL)).isEmpty();

        time.pass(Duration.ofMinutes(2).plus(WAIT));
        gateway.permit(there, Purpose.POLL);
        time.pass(WAIT.plusMillis(1));

        assertThat(gateway.permit(there, Purpose.PAYMENT)).isPresent();
    }

    @Test
    void quietShopClosesItByASaleNowAndThen() {
        open();
        time.pass(WAIT);

        for (int sale = 0; sale < 3; sale++) {
            assertThat(closes(there).outcome()).as("sale " + sale).isEqualTo(Outcome.REFUSED);
            time.pass(Duration.ofMinutes(5));
        }

        assertThat(gateway.budget(there).breaker()).isEqualTo(Position.CLOSED);
    }

    @Test
    void trialThatIsUnderWayIsNotForgottenForThoseLongBefore() {
        open();
        time.pass(WAIT);
        closes(there);
        closes(there);
        time.pass(Duration.ofMinutes(5));
        Permit third = gateway.permit(there, Purpose.POLL).orElseThrow();

        assertThat(gateway.permit(there, Purpose.PAYMENT))
                .as("all places are taken")
                .isEmpty();
        asks(third);

        assertThat(gateway.budget(there).breaker()).isEqualTo(Position.CLOSED);
    }

    @Test
    void refusalsAndTooManyRequestsAreAnswers() {
        for (int call = 0; call < 2 * CALLS; call++) {
            SANDBOX.control().scriptNext(ScriptedAnswer.status("/trade/v1/close", 429));
            closes(there);
            time.pass(Duration.ofMinutes(2));
            assertThat(closes(there).outcome()).isEqualTo(Outcome.REFUSED);
        }

        assertThat(gateway.budget(there).breaker()).isEqualTo(Position.CLOSED);
    }

    @Test
    void everySecondRequestLostIsNoReasonToSendNothing() {
        for (int call = 0; call < 4 * CALLS; call++) {
            if (call % 2 == 0) {
                SANDBOX.control().scriptNext(ScriptedAnswer.status("/trade/v1/close", 503));
            }
            closes(there);
            time.pass(Duration.ofSeconds(1));
        }

        assertThat(gateway.budget(there).breaker()).isEqualTo(Position.CLOSED);
    }

    private void open() {
        for (int call = 0; call < CALLS; call++) {
            SANDBOX.control().scriptNext(ScriptedAnswer.status("/trade/v1/close", 503));
            assertThat(closes(there).outcome()).isEqualTo(Outcome.IN_DOUBT);
        }
        assertThat(gateway.budget(there).breaker()).isEqualTo(Position.OPEN);
        time.pass(Duration.ofSeconds(5));
    }

    private Reply closes(Account account) {
        Permit permit = gateway.permit(account, Purpose.CANCEL).orElseThrow();
        return gateway.close(permit, new CancelCommand("NONE", null, new ee.qfpay.money.Money(1, "HKD"), FarEnd.TXDTM));
    }

    private void asks(Permit permit) {
        gateway.enquire(permit, EnquiryCommand.about("NONE", FarEnd.TXDTM, FarEnd.NOW, FarEnd.NOW));
    }

    private static Account account(URI address) {
        return FarEnd.account(
                address,
                "qfpay.caller.limit",
                "1s",
                "qfpay.breaker.calls",
                Integer.toString(CALLS),
                "qfpay.breaker.wait",
                WAIT.toSeconds() + "s");
    }

    private static URI nobody() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return URI.create("http://127.0.0.1:" + socket.getLocalPort());
        }
    }
}
