package ee.qfpay.refund;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ee.qfpay.BooksOnH2;
import ee.qfpay.access.Caller;
import ee.qfpay.account.Account;
import ee.qfpay.api.RefundPreview;
import ee.qfpay.api.RefundRefused;
import ee.qfpay.payment.Payment;
import ee.qfpay.payment.PaymentOnH2;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** How much may be asked back on one day, in a real database. */
class DailyCapsTest {
    private static final Caller CLERK = new Caller(Caller.Kind.CONSOLE_USER, "clerk");
    private static final Caller OTHER = new Caller(Caller.Kind.CONSOLE_USER, "other");
    private static final BooksOnH2 BOOKS = RefundsOnH2.books("daily-caps");

    @Test
    void whatTheCallerHasLeftMayGoAndNotACentMore() {
        BOOKS.tryOut(act -> {
            Account account = capped("qfpay.refund.cap.caller", "10000", act);
            open(act, "A", 60_00, account, CLERK);

            assertThatThrownBy(() -> open(act, "B", 40_01, account, CLERK))
                    .isInstanceOfSatisfying(
                            RefundRefused.class,
                            refused -> assertThat(refused.reasons()).containsExactly("DAILY_CAP_OF_CALLER"))
                    .hasMessage("Refunds asked for by clerk are capped at HKD 10000 (minor) on one day (UTC+8):"
                            + " HKD 6000 (minor) are asked for already, and HKD 4001 (minor) more is too much");
            assertThat(open(act, "C", 40_00, account, CLERK).isToSend()).isTrue();
            assertThat(open(act, "D", 100_00, account, OTHER).isToSend())
                    .as("another caller has a cap of his own")
                    .isTrue();
            return null;
        });
    }

    @Test
    void capOfTheAccountHoldsForAllCallersTogetherButTheConnectorItself() {
        BOOKS.tryOut(act -> {
            Account account = capped("qfpay.refund.cap.account", "HKD=10000", act);
            open(act, "A", 60_00, account, CLERK);

            assertThatThrownBy(() -> open(act, "B", 40_01, account, OTHER))
                    .isInstanceOfSatisfying(
                            RefundRefused.class,
                            refused -> assertThat(refused.reasons()).containsExactly("DAILY_CAP_OF_ACCOUNT"))
                    .hasMessageStartingWith("Refunds of account default are capped at HKD 10000 (minor)");
            assertThat(open(act, "C", 40_01, account, Caller.SYSTEM).isToSend()).isTrue();
            return null;
        });
    }

    @ParameterizedTest
    @EnumSource(RefundState.class)
    void everyRefundCountsUnlessNoMoneyMovesForIt(RefundState state) {
        boolean counts = state == RefundState.REQUESTED
                || state == RefundState.RECORDED
                || state == RefundState.IN_DOUBT
                || state == RefundState.DEFERRED
                || state == RefundState.REFUNDED;
        BOOKS.tryOut(act -> {
            Account account = capped("qfpay.refund.cap.account", "10000", act);
            RefundsOnH2.inState(act, paid(act, "A"), "R-A", RefundsOnH2.hkd(60_00), state);

            assertThat(preview(act, paid(act, "B"), 40_01, account).reasonCodes())
                    .isEqualTo(counts ? List.of("DAILY_CAP_OF_ACCOUNT") : List.of());
            return null;
        });
    }

    @Test
    void dayBeginsAtMidnightOfQfpaysZone() {
        BOOKS.tryOut(act -> {
            Account account = capped("qfpay.refund.cap.account", "10000", act);
            open(act, "A", 60_00, account, CLERK);
            act.entities().flush();
            var midnight = RefundTiming.startOfDay(RefundsOnH2.NOW).atOffset(java.time.ZoneOffset.UTC);

            recordedAt(act, midnight);
            assertThat(preview(act, paid(act, "B"), 40_01, account).isAllowed()).isFalse();
            recordedAt(act, midnight.minus(Duration.ofMillis(1)));
            assertThat(preview(act, paid(act, "C"), 40_01, account).isAllowed()).isTrue();
            return null;
        });
    }

    @Test
    void anotherCurrencyIsCountedByItself() {
        BOOKS.tryOut(act -> {
            Account account = capped("qfpay.refund.cap.account", "EUR=1", act);

            assertThat(open(act, "A", 100_00, account, CLERK).isToSend()).isTrue();
            return null;
        });
    }

    @Test
    void previewSaysBothCapsAndRecordsNothing() {
        BOOKS.tryOut(act -> {
            Account account = RefundsOnH2.account("qfpay.refund.cap.account", "100", "qfpay.refund.cap.caller", "50");

            assertThat(preview(act, paid(act, "A"), 1_01, account).reasonCodes())
                    .containsExactly("DAILY_CAP_OF_ACCOUNT", "DAILY_CAP_OF_CALLER");
            assertThat(act.select("select count(*) from refund")).containsExactly("0");
            return null;
        });
    }

    @Test
    void refundsAtTheSameMomentCannotShareTheLastRoom() throws Exception {
        BooksOnH2 books = RefundsOnH2.books("daily-caps-at-once");
        Account account = RefundsOnH2.account("qfpay.refund.cap.account", "10000");
        List<Long> payments = new ArrayList<>();
        for (int n = 0; n < 8; n++) {
            String order = "AT-ONCE-" + n;
            payments.add(books.act(act -> paid(act, order).id()));
        }
        ExecutorService threads = Executors.newFixedThreadPool(payments.size());
        CountDownLatch begin = new CountDownLatch(1);
        try {
            List<Future<Boolean>> answers = payments.stream()
                    .map(payment -> threads.submit(() -> {
                        begin.await();
                        return isOpened(books, payment, account);
                    }))
                    .toList();
            begin.countDown();
            int opened = 0;
            for (Future<Boolean> answer : answers) {
                opened += answer.get(60, TimeUnit.SECONDS) ? 1 : 0;
            }

            assertThat(opened).as("three times 30.00 fit into 100.00").isEqualTo(3);
            assertThat(books.select("select sum(amount) from refund")).containsExactly("9000");
        } finally {
            threads.shutdownNow();
        }
    }

    private static boolean isOpened(BooksOnH2 books, long payment, Account account) {
        books.act(act -> {
            act.bean(DailyCaps.class).prepare(account);
            return null;
        });
        try {
            return books.act(act -> {
                RefundRequest request = request(payment, "R-" + payment, 30_00, CLERK);
                return act.bean(RefundBook.class)
                        .open(request, account, CLERK, RefundsOnH2.NOW)
                        .isToSend();
            });
        } catch (RefundRefused refused) {
            return false;
        }
    }

    private static void recordedAt(BooksOnH2.Act act, java.time.OffsetDateTime time) {
        act.entities()
                .createNativeQuery("update refund set recorded_at = :time")
                .setParameter("time", time)
                .executeUpdate();
    }

    private static Account capped(String property, String value, BooksOnH2.Act act) {
        Account account = RefundsOnH2.account(property, value);
        act.bean(DailyCaps.class).prepare(account);
        return account;
    }

    private static RefundBook.Opened open(BooksOnH2.Act act, String order, long minor, Account account, Caller caller) {
        return act.bean(RefundBook.class)
                .open(request(paid(act, order).id(), "R-" + order, minor, caller), account, caller, RefundsOnH2.NOW);
    }

    private static RefundPreview preview(BooksOnH2.Act act, Payment payment, long minor, Account account) {
        return act.bean(RefundPreviews.class).preview(payment.id(), OptionalLong.of(minor), account, CLERK);
    }

    private static RefundRequest request(long payment, String number, long minor, Caller caller) {
        return new RefundRequest(payment, number, OptionalLong.of(minor), null, caller);
    }

    private static Payment paid(BooksOnH2.Act act, String order) {
        return PaymentOnH2.paid(act, order, RefundsOnH2.hkd(100_00), "Q-" + order);
    }
}
