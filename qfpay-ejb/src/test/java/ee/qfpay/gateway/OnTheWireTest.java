package ee.qfpay.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import ee.qfpay.account.Account;
import ee.qfpay.account.Accounts;
import ee.qfpay.sandbox.LocalSandbox;
import ee.qfpay.sandbox.SandboxOptions;
import ee.qfpay.sandbox.ScriptedAnswer;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** An account whose QFPay is slow holds so many threads of the server and no more. */
class OnTheWireTest {
    private static final int MOST = 3;

    private final HandTime time = new HandTime();
    private final AccountLimit limit = limit(MOST);

    @Test
    void whoFindsNoPlaceIsTurnedAwayAfterAsLongAsHeWaits() {
        long began = time.nanos();
        held(limit, Purpose.PAYMENT);

        assertThat(limit.permit(Purpose.PAYMENT, Duration.ofSeconds(2))).isEmpty();
        assertThat(Duration.ofNanos(time.nanos() - began)).isBetween(Duration.ofMillis(1_980), Duration.ofSeconds(2));
    }

    @Test
    void placeThatGetsFreeIsTakenByWhoeverWaits() {
        List<Permit> held = held(limit, Purpose.PAYMENT);
        time.meanwhile(held.get(0)::giveBack);

        assertThat(limit.permit(Purpose.PAYMENT, Duration.ofSeconds(2))).isPresent();
        assertThat(limit.permit(Purpose.PAYMENT, Duration.ZERO)).as("one more").isEmpty();
    }

    @Test
    void whoComesWhenAsManyWaitAsAreOnTheirWayIsTurnedAwayAtOnce() {
        held(limit, Purpose.PAYMENT);
        List<Duration> waited = new ArrayList<>();
        for (int caller = 0; caller < MOST; caller++) {
            time.meanwhile(() -> {
                long began = time.nanos();
                assertThat(limit.permit(Purpose.PAYMENT, Duration.ofSeconds(1))).isEmpty();
                waited.add(Duration.ofNanos(time.nanos() - began));
            });
        }

        assertThat(limit.permit(Purpose.PAYMENT, Duration.ofSeconds(1))).isEmpty();

        assertThat(waited)
                .as("of those who came while others waited, the last first")
                .hasSize(MOST);
        assertThat(waited.get(0)).as("three waited then").isZero();
        assertThat(waited.subList(1, MOST)).allSatisfy(one -> assertThat(one).isPositive());
    }

    @Test
    void enquiriesLeavePlacesToPaymentsAndRefunds() {
        AccountLimit larger = limit(10);

        assertThat(held(larger, Purpose.POLL)).hasSize(8);
        assertThat(larger.permit(Purpose.ENQUIRY, Duration.ZERO)).isEmpty();
        assertThat(larger.permit(Purpose.PAYMENT, Duration.ZERO)).isPresent();
        assertThat(larger.permit(Purpose.REFUND, Duration.ZERO)).isPresent();
        assertThat(larger.permit(Purpose.PAYMENT, Duration.ZERO)).isEmpty();
        assertThat(held(limit(2), Purpose.POLL)).as("of two").hasSize(1);
        assertThat(held(limit(1), Purpose.POLL)).as("the only one").hasSize(1);
    }

    @Test
    void whoWaitsForRoomInTheLimitsHoldsNoPlaceThatAPaymentNeeds() {
        AccountLimit busy = limit(MOST, "qfpay.limit.minute", "40");
        for (int sent = 0; sent < 40; sent++) {
            busy.permit(Purpose.PAYMENT, Duration.ZERO).orElseThrow().place().isFree();
        }
        List<Purpose> served = new ArrayList<>();
        for (int enquiry = 0; enquiry < MOST; enquiry++) {
            time.meanwhile(() -> busy.permit(Purpose.ENQUIRY, Duration.ofMinutes(2))
                    .ifPresent(permit -> served.add(permit.purpose())));
        }
        time.meanwhile(() ->
                busy.permit(Purpose.PAYMENT, Duration.ofMinutes(2)).ifPresent(permit -> served.add(permit.purpose())));

        Optional<Permit> refund = busy.permit(Purpose.REFUND, Duration.ofMinutes(20));

        assertThat(served).as("while a refund waits, who came later").containsExactly(Purpose.PAYMENT);
        assertThat(refund).isPresent();
    }

    @Test
    void whoAsksAnewForWhatGrewOldHoldsNoPlaceThatAPaymentBeforeHimNeeds() {
        List<Permit> held = held(limit, Purpose.REFUND);
        time.pass(Duration.ofSeconds(1));
        List<Boolean> sent = new ArrayList<>();
        for (Permit old : held) {
            time.meanwhile(() -> sent.add(old.use()));
        }

        Optional<Permit> payment = limit.permit(Purpose.PAYMENT, Duration.ofSeconds(10));

        assertThat(payment).isPresent();
        assertThat(sent).hasSize(MOST);
    }

    @Test
    void whoWaitsForRoomHoldsNoTrialOfTheBreaker() {
        AccountLimit tried =
                limit(MOST, "qfpay.limit.minute", "40", "qfpay.breaker.calls", "5", "qfpay.breaker.wait", "1s");
        NoAnswer none = new NoAnswer(Outcome.IN_DOUBT, "nobody answers", 0);
        for (int call = 0; call < 5; call++) {
            Permit permit = tried.permit(Purpose.PAYMENT, Duration.ZERO).orElseThrow();
            tried.unanswered(permit, 1, none);
            permit.place().isFree();
        }
        time.pass(Duration.ofSeconds(2));
        List<Boolean> paid = new ArrayList<>();
        for (int enquiry = 0; enquiry < MOST - 1; enquiry++) {
            time.meanwhile(() -> tried.permit(Purpose.POLL, Duration.ofMillis(500)));
        }
        time.meanwhile(
                () -> paid.add(tried.permit(Purpose.PAYMENT, Duration.ZERO).isPresent()));
        held(tried, Purpose.ENQUIRY);

        tried.permit(Purpose.ENQUIRY, Duration.ofMillis(500));

        assertThat(paid).containsExactly(true);
    }

    @Test
    void lineHasRoomForPaymentsWhateverElseWaits() {
        OnTheWire wire = new OnTheWire(10, time);

        assertThat(inLine(wire, Purpose.ENQUIRY)).isEqualTo(16);
        assertThat(inLine(wire, Purpose.POLL)).isZero();
        assertThat(inLine(wire, Purpose.REFUND)).isEqualTo(2);
        OnTheWire.Place payment = wire.place(Purpose.PAYMENT).orElseThrow();
        assertThat(inLine(wire, Purpose.PAYMENT)).isEqualTo(1);
        payment.isFree();
        assertThat(inLine(wire, Purpose.REFUND)).isZero();
        assertThat(inLine(wire, Purpose.PAYMENT)).isEqualTo(1);
    }

    @Test
    void placeOfWhoeverWasLostBeforeHeSentIsFreeAfterAWhile() {
        held(limit, Purpose.PAYMENT).get(0).place().leaves();
        time.pass(Duration.ofMinutes(6));

        assertThat(held(limit, Purpose.PAYMENT))
                .as("all but the one that is on its way")
                .hasSize(MOST - 1);
    }

    @Test
    void accountWhoseQfpayHangsTurnsFurtherCallersAwayWhileAnotherOneSells() throws Exception {
        ExecutorService callers = Executors.newFixedThreadPool(MOST);
        try (LocalSandbox sandbox = LocalSandbox.start(SandboxOptions.forTests());
                Gateway gateway = new Gateway(
                        FarEnd.TABLES, Clock.fixed(FarEnd.NOW, ZoneOffset.UTC), new SentRequests.InMemory())) {
            Accounts accounts = accounts(sandbox);
            Account slow = accounts.standard();
            Account other = accounts.find("other").orElseThrow();
            sandbox.control()
                    .scriptNext(ScriptedAnswer.ordinary("/trade/v1/payment")
                            .after(Duration.ofSeconds(5))
                            .times(MOST));
            List<Future<Reply>> calls = new ArrayList<>();
            for (int call = 0; call < MOST; call++) {
                calls.add(callers.submit(pays(gateway, slow, "HANGS-" + call)));
            }

            assertThat(gateway.permit(slow, Purpose.PAYMENT, Duration.ZERO)).isEmpty();
            assertThat(gateway.permit(other, Purpose.PAYMENT, Duration.ZERO)).isPresent();
            for (Future<Reply> call : calls) {
                assertThat(call.get().outcome()).isEqualTo(Outcome.IN_DOUBT);
            }
            assertThat(gateway.permit(slow, Purpose.PAYMENT, Duration.ZERO))
                    .as("after the time-outs")
                    .isPresent();
        } finally {
            callers.shutdownNow();
        }
    }

    @Test
    void whatIsGivenBackRefusedOrAnsweredLeavesItsPlace() throws Exception {
        try (LocalSandbox sandbox = LocalSandbox.start(SandboxOptions.forTests());
                Gateway gateway = new Gateway(
                        FarEnd.TABLES, Clock.fixed(FarEnd.NOW, ZoneOffset.UTC), new SentRequests.InMemory())) {
            Account account = accounts(sandbox).standard();
            for (int call = 0; call < 2 * MOST; call++) {
                gateway.permit(account, Purpose.PAYMENT).orElseThrow().giveBack();
                assertThat(pays(gateway, account, "ANSWERED-" + call).call().outcome())
                        .isEqualTo(Outcome.PLACED);
            }
            sandbox.control().scriptNext(ScriptedAnswer.status("/trade/v1/payment", 429));
            List<Permit> held = new ArrayList<>();
            for (int call = 0; call < MOST; call++) {
                held.add(gateway.permit(account, Purpose.PAYMENT).orElseThrow());
            }
            for (Permit one : held) {
                Outcome outcome = gateway.pay(one, FarEnd.order("REFUSED")).outcome();
                assertThat(outcome).as("429, or held back by it").isIn(Outcome.BUSY, Outcome.NOT_SENT);
            }
            assertThat(gateway.permit(account, Purpose.PAYMENT))
                    .as("after the pause")
                    .isPresent();
        }
    }

    /** Takes the permit at once. */
    private static Callable<Reply> pays(Gateway gateway, Account account, String number) {
        Optional<Permit> permit = gateway.permit(account, Purpose.PAYMENT);
        return () -> gateway.pay(permit.orElseThrow(), FarEnd.order(number));
    }

    private static Accounts accounts(LocalSandbox sandbox) {
        return FarEnd.twoAccounts(
                sandbox.address(), "qfpay.calls.together", Integer.toString(MOST), "qfpay.read.timeout", "500ms");
    }

    private static int inLine(OnTheWire wire, Purpose purpose) {
        int came = 0;
        while (wire.place(purpose).isPresent()) {
            came++;
        }
        return came;
    }

    private AccountLimit limit(int together, String... settings) {
        String[] all = Stream.concat(Stream.of("qfpay.calls.together", Integer.toString(together)), Stream.of(settings))
                .toArray(String[]::new);
        Account account = FarEnd.account(URI.create("http://127.0.0.1:1"), all);
        return new AccountLimit(account, new SentRequests.InMemory(), time, new Random(1));
    }

    /** All that are to be had. */
    private static List<Permit> held(AccountLimit limit, Purpose purpose) {
        return Stream.generate(() -> limit.permit(purpose, Duration.ZERO))
                .takeWhile(Optional::isPresent)
                .map(Optional::orElseThrow)
                .toList();
    }
}
