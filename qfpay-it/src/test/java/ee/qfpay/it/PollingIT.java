package ee.qfpay.it;

import static org.assertj.core.api.Assertions.assertThat;

import ee.qfpay.sandbox.LedgerEntry;
import ee.qfpay.sandbox.Magic;
import ee.qfpay.sandbox.ReceivedRequest;
import ee.qfpay.sandbox.ScriptedAnswer;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.jboss.arquillian.container.test.api.OperateOnDeployment;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** How the poller brings to an end what nobody told us of. */
@ExtendWith({OwnBooks.class, WithoutPoller.class, LogWatch.class, ArquillianExtension.class})
class PollingIT extends AtTheShop {

    private static final long ANSWER_DROPPED = Magic.ANSWER_DROPPED.amount();
    private static final long PENDING_FOR_EVER = Magic.PENDING_FOR_EVER.amount();
    private static final long DROPPED_BEFORE_EXECUTING = Magic.DROPPED_BEFORE.amount();

    /** Past a QR code's half hour and the grace after it. */
    private static final Duration PAST_EXPIRY = Duration.ofMinutes(31).plusSeconds(10);

    private static final Duration SOON = Duration.ofSeconds(30);

    @Test
    @OperateOnDeployment("shop")
    void expiredUnpaidOrderIsAskedForOnceMoreAndThenClosed() throws IOException, InterruptedException {
        place("POLL-UNPAID", 50_00);
        MovableClock.move(PAST_EXPIRY);

        look("POLL-UNPAID", SOON);
        assertThat(shop.find("POLL-UNPAID").status())
                .as("a close proves nothing")
                .isEqualTo("AWAITING_PAYER");
        look("POLL-UNPAID", SOON);

        assertThat(shop.find("POLL-UNPAID").status()).isEqualTo("CLOSED");
        assertThat(callsAbout("POLL-UNPAID")).containsExactly("payment", "query", "close", "query");
        assertThat(moves("POLL-UNPAID"))
                .containsExactly("null|RECORDED|ORDER", "RECORDED|AWAITING_PAYER|ANSWER", "AWAITING_PAYER|CLOSED|POLL");
        assertThat(Probe.select("select close_reason from payment where order_number = 'POLL-UNPAID'"))
                .containsExactly("CLOSED_AT_QFPAY");
        assertThat(attemptsAt("POLL-UNPAID")).containsExactly("PAY|PLACED", "CLOSE|DONE");
        assertThat(isWatched("POLL-UNPAID")).isFalse();
    }

    @Test
    @OperateOnDeployment("shop")
    void orderPaidJustBeforeItsExpiryIsFoundByTheLastEnquiry() throws IOException, InterruptedException {
        qfpay.holdNotifications();
        place("POLL-LAST-MINUTE", 50_00);
        qfpay.pay("POLL-LAST-MINUTE");
        MovableClock.move(PAST_EXPIRY);

        look("POLL-LAST-MINUTE", SOON);

        assertThat(shop.find("POLL-LAST-MINUTE").status()).isEqualTo("PAID");
        assertThat(callsAbout("POLL-LAST-MINUTE")).containsExactly("payment", "query");
        assertThat(moves("POLL-LAST-MINUTE")).endsWith("AWAITING_PAYER|PAID|POLL");
    }

    @Test
    @OperateOnDeployment("shop")
    void orderThatNeverArrivedIsClosedByNumberBeforeItIsGivenUp() throws IOException, InterruptedException {
        assertThat(place("POLL-NEVER", DROPPED_BEFORE_EXECUTING).status()).isEqualTo("IN_DOUBT");
        MovableClock.move(PAST_EXPIRY);

        for (int notFound = 1; notFound <= 4; notFound++) {
            look("POLL-NEVER", SOON);
            assertThat(shop.find("POLL-NEVER").status())
                    .as("after being not found %s times", notFound)
                    .isEqualTo("IN_DOUBT");
        }
        look("POLL-NEVER", SOON);

        assertThat(shop.find("POLL-NEVER").status()).isEqualTo("CLOSED");
        assertThat(callsAbout("POLL-NEVER"))
                .containsExactly("payment", "query", "query", "query", "close", "query", "query");
        assertThat(moves("POLL-NEVER"))
                .containsExactly("null|RECORDED|ORDER", "RECORDED|IN_DOUBT|ANSWER", "IN_DOUBT|CLOSED|POLL");
        assertThat(Probe.select("select close_reason from payment where order_number = 'POLL-NEVER'"))
                .containsExactly("NEVER_ARRIVED");
        assertThat(isWatched("POLL-NEVER")).isFalse();
    }

    @Test
    @OperateOnDeployment("shop")
    void unknownOrderIsNotGivenUpWhileThePayerHasTime() throws IOException, InterruptedException {
        place("POLL-UNKNOWN", DROPPED_BEFORE_EXECUTING + 10_000);

        for (int asked = 0; asked < 5; asked++) {
            look("POLL-UNKNOWN", Duration.ofSeconds(10));
        }

        assertThat(shop.find("POLL-UNKNOWN").status()).isEqualTo("IN_DOUBT");
        assertThat(callsAbout("POLL-UNKNOWN")).containsOnlyOnce("payment").doesNotContain("close");
    }

    @Test
    @OperateOnDeployment("shop")
    void scannedPaymentThatStaysInProgressIsReversedAfterTwoMinutes() throws IOException, InterruptedException {
        assertThat(scanned("POLL-CPM", PENDING_FOR_EVER).status()).isEqualTo("AWAITING_PAYER");
        MovableClock.move(Duration.ofMinutes(1));
        look("POLL-CPM", Duration.ofSeconds(1));
        assertThat(callsAbout("POLL-CPM")).as("within its patience").doesNotContain("reversal");

        MovableClock.move(Duration.ofMinutes(1));
        look("POLL-CPM", Duration.ofSeconds(1));
        assertThat(callsAbout("POLL-CPM")).as("after its patience").endsWith("query", "reversal");
        look("POLL-CPM", SOON);

        assertThat(shop.find("POLL-CPM").status()).isEqualTo("CLOSED");
        assertThat(callsAbout("POLL-CPM")).endsWith("reversal", "query").containsOnlyOnce("payment");
        assertThat(attemptsAt("POLL-CPM")).containsExactly("PAY|IN_PROGRESS", "REVERSAL|DONE");
    }

    @Test
    @OperateOnDeployment("shop")
    void scannedPaymentWhoseAnswerWasLostIsNeverSentAgain() throws IOException, InterruptedException {
        qfpay.holdNotifications();
        assertThat(scanned("POLL-CPM-LOST", ANSWER_DROPPED).status()).isEqualTo("IN_DOUBT");

        look("POLL-CPM-LOST", Duration.ofSeconds(10));

        assertThat(shop.find("POLL-CPM-LOST").status()).isEqualTo("PAID");
        assertThat(callsAbout("POLL-CPM-LOST")).containsExactly("payment", "query");
    }

    @Test
    @OperateOnDeployment("shop")
    void orderPaidAfterItsCloseWasTakenIsToldToAPerson() throws IOException, InterruptedException {
        place("POLL-CROSSED", 50_00);
        MovableClock.move(PAST_EXPIRY);
        qfpay.scriptNext(ScriptedAnswer.code(CLOSE, "0000", ""));
        look("POLL-CROSSED", SOON);
        qfpay.holdNotifications();
        qfpay.pay("POLL-CROSSED");

        look("POLL-CROSSED", SOON);

        assertThat(moves("POLL-CROSSED")).endsWith("AWAITING_PAYER|PAID|POLL");
        assertThat(workItems("POLL-CROSSED")).containsExactly("CONTRADICTION");
    }

    @Test
    @OperateOnDeployment("shop")
    void whereQfpayRefusesACloseTheNextTimeItIsAReversal() throws IOException, InterruptedException {
        place("POLL-REFUSED", 50_00);
        qfpay.scriptNext(ScriptedAnswer.code(CLOSE, "1104", "not supported"));
        assertThat(shop.act("cancel", "POLL-REFUSED").status()).isEqualTo("AWAITING_PAYER");

        assertThat(shop.act("cancel", "POLL-REFUSED").status()).isEqualTo("CLOSED");

        assertThat(callsAbout("POLL-REFUSED")).containsExactly("payment", "close", "query", "reversal", "query");
        assertThat(attemptsAt("POLL-REFUSED")).containsExactly("PAY|PLACED", "CLOSE|REFUSED", "REVERSAL|DONE");
    }

    @Test
    @OperateOnDeployment("shop")
    void moneyThatComesAfterTheOrderWasGivenUpIsBookedAndTold() throws IOException, InterruptedException {
        place("POLL-LATE", 50_00);
        qfpay.expire("POLL-LATE");
        look("POLL-LATE", Duration.ofSeconds(10));
        assertThat(shop.find("POLL-LATE").status()).isEqualTo("CLOSED");

        qfpay.pay("POLL-LATE");

        shop.await("POLL-LATE", "PAID");
        assertThat(moves("POLL-LATE")).endsWith("AWAITING_PAYER|CLOSED|POLL", "CLOSED|PAID|NOTIFICATION");
        assertThat(workItems("POLL-LATE")).containsExactly("LATE_SUCCESS");
    }

    @Test
    @OperateOnDeployment("shop")
    void severalOrdersTravelInOneEnquiry() throws IOException, InterruptedException {
        List<String> numbers = IntStream.range(0, 9).mapToObj(i -> "POLL-N" + i).toList();
        for (String number : numbers) {
            place(number, 50_00);
        }
        look("POLL-N8", Duration.ofSeconds(10));

        List<ReceivedRequest> enquiries = numbers.stream()
                .flatMap(number -> enquiries(number).stream().limit(1))
                .distinct()
                .toList();
        assertThat(numbers).allMatch(number -> !enquiries(number).isEmpty());
        assertThat(enquiries).as("one, or two where other rows share it").hasSizeLessThanOrEqualTo(2);
        assertThat(enquiries).allSatisfy(request -> {
            assertThat(request.field("out_trade_no").orElseThrow()).hasSizeLessThanOrEqualTo(128);
            assertThat(request.field("txdtm")).isEmpty();
        });
    }

    @Test
    @OperateOnDeployment("shop")
    void orderIsAskedAboutMoreAndMoreRarely() throws IOException, InterruptedException {
        place("POLL-BACK-OFF", 50_00);
        for (int asked = 0; asked < 5; asked++) {
            look("POLL-BACK-OFF", Duration.ofSeconds(10));
        }
        int before = enquiries("POLL-BACK-OFF").size();

        Probe.poll();
        Probe.poll();
        MovableClock.move(Duration.ofSeconds(10));
        Probe.poll();

        assertThat(enquiries("POLL-BACK-OFF")).as("not due again at once").hasSize(before);
        assertThat(Probe.select("select tries >= 5, lease, slow from due where number = 'POLL-BACK-OFF'"))
                .as("whoever reads QFPay's list for others may have looked at it too")
                .containsExactly("TRUE|null|FALSE");
    }

    @Test
    @OperateOnDeployment("shop")
    void orderOfAMissingAccountIsLeftAloneUntilItsAccountIsBack() throws IOException, InterruptedException {
        place("POLL-MISSING", 50_00);
        String merchant = setAside("POLL-MISSING");
        assertThat(workItems("POLL-MISSING")).containsExactly("ACCOUNT_MISSING");
        assertThat(enquiries("POLL-MISSING")).isEmpty();

        belongsTo("POLL-MISSING", merchant);
        Probe.poll();
        assertThat(enquiries("POLL-MISSING")).as("before a start").isEmpty();
        Probe.wake();
        look("POLL-MISSING", Duration.ofSeconds(1));

        assertThat(Probe.select("select close_reason from work_item where order_number = 'POLL-MISSING'"))
                .containsExactly("BY_ITSELF");
        assertThat(Probe.select("select set_aside, slow from due where number = 'POLL-MISSING'"))
                .containsExactly("FALSE|FALSE");
    }

    /** Has the poller meet a row whose account is not configured; gives whose it was. */
    private static String setAside(String number) throws IOException, InterruptedException {
        String merchant = Probe.select("select merchant from due where number = '" + number + "'")
                .get(0);
        belongsTo(number, "of another deployment");
        MovableClock.move(SOON);
        Probe.poll();
        return merchant;
    }

    /** A row that was set aside has not been told of as one that QFPay does not settle. */
    @Test
    @OperateOnDeployment("shop")
    void refundOfAnAccountThatComesBackAfterTheHorizonIsToldToAPerson() throws IOException, InterruptedException {
        paid("POLL-BACK", 200_00);
        assertThat(refund("POLL-BACK", PENDING_FOR_EVER, "POLL-BACK-R").send().status())
                .isEqualTo("IN_DOUBT");
        String merchant = setAside("POLL-BACK-R");
        assertThat(workItems("POLL-BACK")).containsExactly("ACCOUNT_MISSING");

        MovableClock.move(Duration.ofHours(25));
        belongsTo("POLL-BACK-R", merchant);
        Probe.wake();
        look("POLL-BACK-R", Duration.ofSeconds(1));

        assertThat(workItems("POLL-BACK")).containsExactly("ACCOUNT_MISSING", "STILL_UNSETTLED");
    }

    @Test
    @OperateOnDeployment("shop")
    void refundUnsettledPastTheHorizonGoesToTheSlowLaneAndToAPerson() throws IOException, InterruptedException {
        paid("POLL-SLOW", 200_00);
        assertThat(refund("POLL-SLOW", PENDING_FOR_EVER, "POLL-SLOW-R").send().status())
                .isEqualTo("IN_DOUBT");
        MovableClock.move(Duration.ofHours(25));

        look("POLL-SLOW-R", SOON);
        int asked = enquiries("POLL-SLOW-R").size();
        MovableClock.move(Duration.ofHours(5));
        Probe.poll();

        assertThat(enquiries("POLL-SLOW-R")).as("asked about rarely").hasSize(asked);
        look("POLL-SLOW-R", Duration.ofHours(2));
        assertThat(isWatched("POLL-SLOW-R")).as("dropped").isTrue();
        assertThat(workItems("POLL-SLOW")).as("told once, at the order").containsExactly("STILL_UNSETTLED");
        assertThat(shop.find("POLL-SLOW").one("refundable"))
                .as("still set aside")
                .isEqualTo(String.valueOf(200_00 - PENDING_FOR_EVER));
    }

    @Test
    @OperateOnDeployment("shop")
    void enquiryThatQfpayPutOffIsMadeAgain() throws IOException, InterruptedException {
        qfpay.holdNotifications();
        place("POLL-BUSY", 50_00);
        qfpay.pay("POLL-BUSY");
        for (int attempt = 0; attempt < 5 && !wasPutOff("POLL-BUSY"); attempt++) {
            qfpay.scriptNext(ScriptedAnswer.status(QUERY, 429));
            look("POLL-BUSY", Duration.ofSeconds(10));
        }
        assertThat(wasPutOff("POLL-BUSY")).isTrue();
        assertThat(isWatched("POLL-BUSY")).isTrue();

        look("POLL-BUSY", Duration.ofSeconds(10));

        assertThat(shop.find("POLL-BUSY").status()).isEqualTo("PAID");
    }

    private boolean wasPutOff(String number) {
        return enquiries(number).stream().anyMatch(request -> request.answerStatus() == 429);
    }

    @Test
    @OperateOnDeployment("shop")
    void refundWhoseAnswerWasLostIsFoundAndPaidOnce() throws IOException, InterruptedException {
        paid("POLL-REFUND", 200_00);
        qfpay.holdNotifications();
        Told lost = refund("POLL-REFUND", ANSWER_DROPPED, "POLL-REFUND-R").send();
        assertThat(lost.status()).isEqualTo("IN_DOUBT");
        assertThat(shop.find("POLL-REFUND").one("refundable")).isEqualTo(String.valueOf(200_00 - ANSWER_DROPPED));

        look("POLL-REFUND-R", Duration.ofSeconds(10));

        assertThat(shop.act("find-refund", "POLL-REFUND-R").status()).isEqualTo("REFUNDED");
        assertThat(moves("POLL-REFUND-R"))
                .containsExactly("null|RECORDED|ORDER", "RECORDED|IN_DOUBT|ANSWER", "IN_DOUBT|REFUNDED|POLL");
        assertThat(callsAbout("POLL-REFUND-R")).containsExactly("refund", "query");
        assertThat(shop.find("POLL-REFUND").one("refunded")).isEqualTo(String.valueOf(ANSWER_DROPPED));
        assertThat(isWatched("POLL-REFUND-R")).isFalse();
    }

    @Test
    @OperateOnDeployment("shop")
    void refundInDoubtIsSettledWhenItsShopAsks() throws IOException, InterruptedException {
        paid("POLL-ASKED", 200_00);
        qfpay.holdNotifications();
        assertThat(refund("POLL-ASKED", ANSWER_DROPPED, "POLL-ASKED-R").send().status())
                .isEqualTo("IN_DOUBT");

        assertThat(shop.act("enquire-refund", "POLL-ASKED-R").status()).isEqualTo("REFUNDED");

        assertThat(callsAbout("POLL-ASKED-R")).containsExactly("refund", "query");
        assertThat(moves("POLL-ASKED-R")).endsWith("IN_DOUBT|REFUNDED|ENQUIRY");
    }

    @Test
    @OperateOnDeployment("shop")
    void refundThatNeverArrivedIsSentAgainUnderItsOwnNumberAndPaidOnce() throws IOException, InterruptedException {
        paid("POLL-RESEND", 200_00);
        refund("POLL-RESEND", DROPPED_BEFORE_EXECUTING, "POLL-RESEND-R").send();

        for (int notFound = 1; notFound <= 3; notFound++) {
            assertThat(shop.act("find-refund", "POLL-RESEND-R").status()).isEqualTo("IN_DOUBT");
            look("POLL-RESEND-R", SOON);
        }

        assertThat(shop.act("find-refund", "POLL-RESEND-R").status()).isEqualTo("REFUNDED");
        assertThat(callsAbout("POLL-RESEND-R")).containsExactly("refund", "query", "query", "query", "refund");
        List<ReceivedRequest> sends = requestsAbout("POLL-RESEND-R").stream()
                .filter(request -> request.path().equals(REFUND))
                .toList();
        assertThat(sends.get(1).body())
                .as("the very same request")
                .isEqualTo(sends.get(0).body());
        assertThat(qfpay.movements().stream()
                        .filter(entry -> entry.orderNumber().equals("POLL-RESEND-R")))
                .extracting(LedgerEntry::amount)
                .containsExactly(DROPPED_BEFORE_EXECUTING);
    }

    @Test
    @OperateOnDeployment("shop")
    void answerThatComesAfterThePollerGaveItUpIsStillTaken() throws Exception {
        qfpay.scriptNext(ScriptedAnswer.ordinary(PAYMENT).after(Duration.ofSeconds(10)));
        CompletableFuture<Told> answer = CompletableFuture.supplyAsync(() -> {
            try {
                return place("POLL-SLOW-ANSWER", 50_00);
            } catch (IOException | InterruptedException e) {
                throw new IllegalStateException(e);
            }
        });
        Instant end = Instant.now().plusSeconds(8);
        while (qfpay.entry("POLL-SLOW-ANSWER").isEmpty() && Instant.now().isBefore(end)) {
            Thread.sleep(20);
        }
        MovableClock.move(Duration.ofMinutes(1));
        look("POLL-SLOW-ANSWER", SOON);
        assertThat(answer).as("the call is still waiting").isNotDone();

        assertThat(answer.get().one("qr")).isNotEmpty();
        assertThat(moves("POLL-SLOW-ANSWER"))
                .containsExactly("null|RECORDED|ORDER", "RECORDED|IN_DOUBT|POLL", "IN_DOUBT|AWAITING_PAYER|POLL");
    }

    private static List<String> attemptsAt(String number) throws IOException, InterruptedException {
        return Probe.select("select kind, outcome from attempt where number = '" + number + "' order by id");
    }
}
