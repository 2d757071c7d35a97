package ee.qfpay.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import ee.qfpay.BesideSandbox;
import ee.qfpay.account.Account;
import ee.qfpay.account.Accounts;
import ee.qfpay.sandbox.LocalSandbox;
import ee.qfpay.sandbox.SandboxOptions;
import ee.qfpay.sandbox.ScriptedAnswer;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

/** An account whose QFPay is slow holds so many threads of the server and no more. */
class OnTheWireTest {
    private static final int MOST = 3;

    private final HandTime time = new HandTime();
    private final List<Runnable> meanwhile = new ArrayList<>();
    private final OnTheWire wire = new OnTheWire(MOST, new Waiting());

    /** Something happens each time that somebody waits. */
    private final class Waiting implements Time {
        @Override
        public Instant now() {
            return time.now();
        }

        @Override
        public long nanos() {
            return time.nanos();
        }

        @Override
        public void sleep(Duration length) {
            time.pass(length);
            if (!meanwhile.isEmpty()) {
                meanwhile.remove(0).run();
            }
        }
    }

    @Test
    void whoFindsNoPlaceIsTurnedAwayAfterAsLongAsHeWaits() {
        long began = time.nanos();
        taken();

        assertThat(wire.place(Purpose.PAYMENT, Duration.ofSeconds(2))).isEmpty();
        assertThat(Duration.ofNanos(time.nanos() - began)).isBetween(Duration.ofSeconds(2), Duration.ofMillis(2_020));
    }

    @Test
    void placeThatGetsFreeIsTakenByWhoeverWaits() {
        List<OnTheWire.Place> taken = taken();
        meanwhile.add(() -> taken.get(0).isFree());

        assertThat(wire.place(Purpose.PAYMENT, Duration.ofSeconds(2))).isPresent();
        assertThat(wire.place(Purpose.PAYMENT, Duration.ZERO)).as("one more").isEmpty();
    }

    @Test
    void whoComesWhenAsManyWaitAsAreOnTheirWayIsTurnedAwayAtOnce() {
        taken();
        List<Duration> waited = new ArrayList<>();
        for (int caller = 0; caller < MOST; caller++) {
            meanwhile.add(() -> {
                long began = time.nanos();
                assertThat(wire.place(Purpose.PAYMENT, Duration.ofSeconds(1))).isEmpty();
                waited.add(Duration.ofNanos(time.nanos() - began));
            });
        }

        assertThat(wire.place(Purpose.PAYMENT, Duration.ofSeconds(1))).isEmpty();

        assertThat(waited)
                .as("of those who came while others waited, the last first")
                .hasSize(MOST);
        assertThat(waited.get(0)).as("three waited then").isZero();
        assertThat(waited.subList(1, MOST)).allSatisfy(one -> assertThat(one).isPositive());
    }

    @Test
    void enquiriesLeavePlacesToPaymentsAndRefunds() {
        OnTheWire larger = new OnTheWire(10, time);
        for (int place = 0; place < 8; place++) {
            assertThat(larger.place(Purpose.POLL, Duration.ZERO))
                    .as("place " + place)
                    .isPresent();
        }

        assertThat(larger.place(Purpose.ENQUIRY, Duration.ZERO)).isEmpty();
        assertThat(larger.place(Purpose.PAYMENT, Duration.ZERO)).isPresent();
        assertThat(larger.place(Purpose.REFUND, Duration.ZERO)).isPresent();
        assertThat(larger.place(Purpose.PAYMENT, Duration.ZERO)).isEmpty();
        assertThat(new OnTheWire(1, time).place(Purpose.POLL, Duration.ZERO))
                .as("the only one")
                .isPresent();
    }

    @Test
    void placeOfWhoeverWasLostBeforeHeSentIsFreeAfterAWhile() {
        taken().get(0).leaves();
        time.pass(Duration.ofMinutes(6));

        assertThat(taken()).as("all but the one that is on its way").hasSize(MOST - 1);
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
        String address = sandbox.address().toString();
        return Accounts.of(BesideSandbox.configured(
                sandbox.address(),
                "qfpay.env",
                "sandbox",
                "qfpay.base.url",
                address,
                "qfpay.appcode",
                SandboxOptions.DEFAULT_APP_CODE,
                "qfpay.key",
                SandboxOptions.DEFAULT_KEY,
                "qfpay.calls.together",
                Integer.toString(MOST),
                "qfpay.read.timeout",
                "500ms",
                "qfpay.accounts",
                "other",
                "qfpay.account.other.env",
                "sandbox",
                "qfpay.account.other.appcode",
                "OTHERMERCHANTSAPPCODE00000000001",
                "qfpay.account.other.key",
                "OTHERMERCHANTSKEY000000000000001"));
    }

    private List<OnTheWire.Place> taken() {
        List<OnTheWire.Place> taken = new ArrayList<>();
        for (Optional<OnTheWire.Place> place = wire.place(Purpose.PAYMENT, Duration.ZERO);
                place.isPresent();
                place = wire.place(Purpose.PAYMENT, Duration.ZERO)) {
            taken.add(place.get());
        }
        return taken;
    }
}
