package ee.qfpay.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.FutureTask;
import java.util.stream.LongStream;
import org.jboss.arquillian.container.test.api.OperateOnDeployment;
import org.junit.jupiter.api.Test;

/** Another application learns of everything that happened, in one order, whoever commits when. */
abstract class EventReading extends AtTheShop {

    private static final int CALLERS = 8;
    private static final int ORDERS = 4;

    @Test
    @OperateOnDeployment("shop")
    void otherApplicationReadsWhatBecameOfAnOrderPageByPage() throws Exception {
        String begin = latest();
        paid("EVENT-1", 50_00);
        refund("EVENT-1", 20_00, "EVENT-1-R").send();

        Told first = since(begin, 2);
        Told second = since(first.one("next"), 1_000);

        assertThat(first.all("event")).hasSize(2);
        List<String> lines = new ArrayList<>(first.all("event"));
        lines.addAll(second.all("event"));
        assertThat(lines)
                .extracting(line -> line.replaceFirst("\\S+ ", "").replaceFirst(" \\S+$", ""))
                .containsExactly(
                        "PAYMENT EVENT-1 EVENT-1 RECORDED 5000 HKD default local",
                        "PAYMENT EVENT-1 EVENT-1 AWAITING_PAYER 5000 HKD default local",
                        "PAYMENT EVENT-1 EVENT-1 PAID 5000 HKD default local",
                        "REFUND EVENT-1 EVENT-1-R RECORDED 2000 HKD default local",
                        "REFUND EVENT-1 EVENT-1-R REFUNDED 2000 HKD default local");
        assertThat(lines).allSatisfy(line -> Instant.parse(line.replaceFirst(".* ", "")));
        assertThat(since(begin, 2)).as("the same question has the same answer").isEqualTo(first);
        assertThat(since(second.one("next"), 10).all("event")).isEmpty();
    }

    @Test
    @OperateOnDeployment("shop")
    void readerThatAsksWrongOrWithTheCursorOfAnotherDatabaseIsToldSo() throws Exception {
        Told refused = since("1-of-another-database", 0);

        assertThat(refused.one("exception")).isEqualTo("ee.qfpay.api.InvalidOrder");
        assertThat(refused.one("violation")).startsWith("max \"0\"");
        assertThat(since("987654321-of-another-database", 10).one("violation"))
                .startsWith("cursor \"987654321-of-another-database\"");
    }

    /** The key of an event comes from a sequence when it is written; what counts is when others can see it. */
    @Test
    @OperateOnDeployment("shop")
    void eventThatIsCommittedAfterLaterOnesIsNotMissed() throws Exception {
        String begin = latest();
        FutureTask<Boolean> slow = new FutureTask<>(() -> {
            Probe.holdEvent("EVENT-HELD");
            return true;
        });
        new Thread(slow, "slow").start();
        Probe.awaitHeldEvent();
        Told before;
        try {
            place("EVENT-QUICK", 50_00);
            before = since(begin, 1_000);
        } finally {
            Probe.releaseHeldEvent();
        }
        slow.get();
        Told after = since(before.one("next"), 1_000);

        assertThat(numbers(before)).containsOnly("EVENT-QUICK");
        assertThat(numbers(after)).containsExactly("EVENT-HELD");
        assertThat(Probe.select("select number from event where number in ('EVENT-HELD', 'EVENT-QUICK') order by id"))
                .as("it was written first")
                .startsWith("EVENT-HELD");
    }

    @Test
    @OperateOnDeployment("shop")
    void readerMissesNothingWhileManyPay() throws Exception {
        String begin = latest();
        FutureTask<List<Told>> paying = new FutureTask<>(() -> AtOnce.callers(CALLERS, this::placeSeveral));
        new Thread(paying, "payers").start();
        List<String> read = new ArrayList<>();
        String cursor = begin;
        boolean isLast;
        do {
            isLast = paying.isDone();
            Told page = since(cursor, 5);
            while (!page.all("event").isEmpty()) {
                read.addAll(page.all("event"));
                page = since(page.one("next"), 5);
            }
            cursor = page.one("next");
        } while (!isLast);
        paying.get();

        int written = CALLERS * ORDERS * 2;
        long firstPosition = position(read.get(0));
        assertThat(read)
                .extracting(EventReading::position)
                .containsExactlyElementsOf(LongStream.range(firstPosition, firstPosition + written)
                        .boxed()
                        .toList());
        assertThat(read.stream().filter(line -> line.contains(" RECORDED "))).hasSize(written / 2);
    }

    private Told placeSeveral(int caller) throws IOException, InterruptedException {
        for (int order = 1; order < ORDERS; order++) {
            place("EVENT-M-" + caller + "-" + order, 50_00);
        }
        return place("EVENT-M-" + caller, 50_00);
    }

    private static long position(String line) {
        return Long.parseLong(line.substring(0, line.indexOf(' ')));
    }

    private static List<String> numbers(Told page) {
        return page.all("event").stream().map(line -> line.split(" ")[3]).toList();
    }

    private static String latest() throws IOException, InterruptedException {
        return ask("").one("next");
    }

    private static Told since(String cursor, int max) throws IOException, InterruptedException {
        return ask("max=" + max + "&cursor=" + URLEncoder.encode(cursor, StandardCharsets.UTF_8));
    }

    private static Told ask(String form) throws IOException, InterruptedException {
        return Told.of(Pages.post(shopRoot() + "events", form).body());
    }
}
