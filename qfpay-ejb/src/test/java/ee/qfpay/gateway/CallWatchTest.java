package ee.qfpay.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import ee.qfpay.account.Account;
import ee.qfpay.sandbox.LocalSandbox;
import ee.qfpay.sandbox.Magic;
import ee.qfpay.sandbox.SandboxOptions;
import ee.qfpay.sandbox.ScriptedAnswer;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Who watches the gateway is told of every call, and changes none. */
class CallWatchTest {
    private static final LocalSandbox SANDBOX = LocalSandbox.start(SandboxOptions.forTests());
    private static final Logger GATEWAYS_LOG = Logger.getLogger(Gateway.class.getName());

    private final List<SentCall> calls = new ArrayList<>();
    private final List<Purpose> turnedAway = new ArrayList<>();
    private final Gateway gateway = gateway(new CallWatch() {
        @Override
        public void sent(SentCall call) {
            calls.add(call);
        }

        @Override
        public void turnedAway(Account account, Purpose purpose) {
            turnedAway.add(purpose);
        }
    });
    private Account account;

    @BeforeEach
    void begin() {
        SANDBOX.control().reset();
        account = account();
    }

    @AfterEach
    void close() {
        gateway.close();
        GATEWAYS_LOG.setLevel(null);
    }

    @AfterAll
    static void stop() {
        SANDBOX.close();
    }

    @Test
    void everyCallIsToldOfWithItsNumberAndItsEnding() {
        Reply placed = pays(gateway, account, "WATCHED-1");
        EnquiryCommand both = new EnquiryCommand(List.of("WATCHED-1", "WATCHED-2"), null, FarEnd.NOW, FarEnd.NOW);
        gateway.enquire(permit(Purpose.POLL), both);
        gateway.list(permit(Purpose.ENQUIRY), new WindowCommand(FarEnd.NOW, FarEnd.NOW, 1));
        gateway.close(
                permit(Purpose.CANCEL),
                new CancelCommand("WATCHED-1", "7000", FarEnd.order("WATCHED-1").amount(), FarEnd.TXDTM));

        assertThat(calls)
                .extracting(call -> call.endpoint() + " " + call.purpose() + " " + call.number())
                .containsExactly(
                        "PAYMENT PAYMENT WATCHED-1",
                        "QUERY POLL WATCHED-1,WATCHED-2",
                        "QUERY ENQUIRY null",
                        "CLOSE CANCEL 7000");
        assertThat(calls.get(0).reply()).isSameAs(placed);
        assertThat(calls)
                .allMatch(call -> call.account() == account && !call.took().isNegative());
    }

    @Test
    void callThatIsNotAnsweredIsToldOfToo() {
        SANDBOX.control().scriptNext(ScriptedAnswer.status("/trade/v1/payment", 502));
        pays(gateway, account, "WATCHED-502");
        gateway.pay(permit(Purpose.PAYMENT), FarEnd.order("WATCHED-LOST", "800101", Magic.ANSWER_DROPPED.amount()));

        assertThat(calls).extracting(call -> call.reply().httpStatus()).containsExactly(502, 0);
        assertThat(calls).extracting(call -> call.reply().outcome()).containsOnly(Outcome.IN_DOUBT);
    }

    @Test
    void callerWhoGetsNoPermitIsToldOfAndTheConnectorItselfIsNot() {
        Account narrow = account("qfpay.limit.second", "10");
        for (int call = 0; call < 10; call++) {
            gateway.permit(narrow, Purpose.PAYMENT, Duration.ZERO).orElseThrow();
        }

        assertThat(gateway.permit(narrow, Purpose.REFUND, Duration.ZERO)).isEmpty();

        assertThat(turnedAway).isEmpty();
        gateway.turnedAway(narrow, Purpose.REFUND);
        assertThat(turnedAway).containsExactly(Purpose.REFUND);
        assertThat(calls).isEmpty();
    }

    @Test
    void watchThatFailsChangesNothing() {
        GATEWAYS_LOG.setLevel(Level.OFF);
        try (Gateway badlyWatched = gateway(new CallWatch() {
            @Override
            public void sent(SentCall call) {
                throw new IllegalStateException("no room");
            }

            @Override
            public void turnedAway(Account turned, Purpose purpose) {
                throw new IllegalStateException("no room");
            }
        })) {
            assertThat(pays(badlyWatched, account, "WATCHED-BADLY").outcome()).isEqualTo(Outcome.PLACED);
            badlyWatched.turnedAway(account, Purpose.PAYMENT);
        }
    }

    @Test
    void answerAboutWhatWasBookedJustNowTellsOfQfpaysClock() {
        pays(gateway, account, "WATCHED-NOW");
        SANDBOX.control().moveClock(Duration.ofMinutes(10));
        pays(gateway, account, "WATCHED-AHEAD");
        gateway.enquire(
                permit(Purpose.ENQUIRY),
                EnquiryCommand.about("WATCHED-NOW", FarEnd.TXDTM, Instant.now(), Instant.now()));

        assertThat(calls.get(0).toldSkew().orElseThrow()).isBetween(Duration.ofSeconds(-30), Duration.ofSeconds(30));
        assertThat(calls.get(1).toldSkew().orElseThrow()).isBetween(Duration.ofSeconds(570), Duration.ofSeconds(630));
        assertThat(calls.get(2).toldSkew()).as("an enquiry about what is old").isEmpty();
    }

    private Permit permit(Purpose purpose) {
        return gateway.permit(account, purpose).orElseThrow();
    }

    private static Reply pays(Gateway with, Account account, String number) {
        return with.pay(with.permit(account, Purpose.PAYMENT).orElseThrow(), FarEnd.order(number));
    }

    private static Gateway gateway(CallWatch watch) {
        Clock clock = Clock.fixed(FarEnd.NOW, ZoneOffset.UTC);
        return new Gateway(FarEnd.TABLES, clock, new SentRequests.InMemory(), watch);
    }

    private static Account account(String... more) {
        return FarEnd.account(SANDBOX.address(), more);
    }
}
