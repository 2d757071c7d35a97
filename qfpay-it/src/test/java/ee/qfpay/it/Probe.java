package ee.qfpay.it;

import java.io.IOException;
import java.net.URLEncoder;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;

/** The test's side of {@link ProbeServlet}. */
final class Probe {

    private Probe() {}

    /** Runs a round of polling and waits for its end; how many rows were looked at. */
    static int poll() throws IOException, InterruptedException {
        return Integer.parseInt(act("do=poll"));
    }

    /** Starts the poller's lanes, as its timer does, and does not wait for them. */
    static void startLanes() throws IOException, InterruptedException {
        act("do=lanes");
    }

    /** Does what the poller does at a start about rows in the slow lane. */
    static void wake() throws IOException, InterruptedException {
        act("do=wake");
    }

    /** Has the inbox looked through as its timer does: what could not be applied is tried again, old refused bodies are forgotten. */
    static void lookThroughTheInbox() throws IOException, InterruptedException {
        act("do=inbox");
    }

    /** Reads QFPay's list of every account whose time has come. */
    static void window() throws IOException, InterruptedException {
        act("do=window");
    }

    /** Takes every comparison with QFPay's list as far as it goes. */
    static void reconcile() throws IOException, InterruptedException {
        act("do=reconcile");
    }

    /** Runs a round of what the timer of live testing does. */
    static void refundLiveTesting() throws IOException, InterruptedException {
        act("do=refund-live-testing");
    }

    /** Leaves no row but those a start writes: the mark of the database and the demo users, none of them locked out. */
    static void emptyBooks() throws IOException, InterruptedException {
        act("do=empty");
    }

    /** What the connector's clock reads. */
    static Instant clock() throws IOException, InterruptedException {
        return Instant.parse(act("do=clock"));
    }

    static String provider() throws IOException, InterruptedException {
        return act("do=provider");
    }

    static String product() throws IOException, InterruptedException {
        return act("do=product");
    }

    /** Makes a console user with these roles, such as {@code VIEWER,REFUNDER}; the password is the demo users'. */
    static void user(String name, String roles) throws IOException, InterruptedException {
        act("do=user&name=" + name + "&roles=" + roles + "&password=" + Harness.demoPassword());
    }

    /** The rows of a query, columns separated by a bar. */
    static List<String> select(String sql) throws IOException, InterruptedException {
        return act("do=select&sql=" + URLEncoder.encode(sql, StandardCharsets.UTF_8))
                .lines()
                .toList();
    }

    /** Every value in the connector's database. */
    static String everything() throws IOException, InterruptedException {
        return act("do=everything");
    }

    /** Leaves a row as a server would that died at that moment, or as QFPay's own pages would. */
    static void update(String sql) throws IOException, InterruptedException {
        act("do=update&sql=" + URLEncoder.encode(sql, StandardCharsets.UTF_8));
    }

    /** Posts to a receiver what there is for it, as another node would; how many events it took. */
    static int postEvents(String receiver) throws IOException, InterruptedException {
        return Integer.parseInt(act("do=post-events&number=" + receiver));
    }

    /** Writes an event, of an order of this number, in a transaction that lasts until {@link #releaseHeldEvent}; then it returns. */
    static void holdEvent(String number) throws IOException, InterruptedException {
        act("do=hold-event&number=" + number);
    }

    /** Waits until the event of {@link #holdEvent} is written. */
    static void awaitHeldEvent() throws IOException, InterruptedException {
        act("do=await-held-event");
    }

    static void releaseHeldEvent() throws IOException, InterruptedException {
        act("do=release-held-event");
    }

    private static String act(String form) throws IOException, InterruptedException {
        HttpResponse<String> answer = Pages.post(Harness.connector() + "/it/probe", form);
        if (answer.statusCode() != 200) {
            throw new AssertionError("The probe answered " + answer.statusCode() + ": " + answer.body());
        }
        return answer.body();
    }
}
