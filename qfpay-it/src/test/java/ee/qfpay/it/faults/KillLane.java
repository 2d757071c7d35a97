package ee.qfpay.it.faults;

import ee.qfpay.it.PostgresServer;
import ee.qfpay.it.faults.KillStep.Act;
import ee.qfpay.sandbox.SandboxControl;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BiConsumer;
import java.util.stream.Stream;

/**
 * One server that is killed again and again, with a PostgreSQL and a QFPay of its own that live on. After each restart the
 * two books have to agree before the next step is due.
 */
final class KillLane {

    private static final System.Logger LOG = System.getLogger(KillLane.class.getName());

    private static final int AT_THE_STEP = 2;
    private static final int ELSEWHERE = 2;
    private static final Duration UNTIL_REACHED = Duration.ofSeconds(150);

    /** Twice as long as is needed, for a machine that is busy otherwise. */
    private static final Duration UNTIL_EQUAL = KilledServer.SETTLED.multipliedBy(2);

    private static final Duration UNTIL_OVER = Duration.ofSeconds(180);

    /** Longer than any order may be paid and any notification is repeated soon. */
    private static final Duration ALL_TIME_IS_UP = Duration.ofHours(2);

    /** So that those elsewhere leave room in QFPay's limits to those at the step, and to the poller. */
    private static final Duration ELSEWHERE_PAUSE = Duration.ofSeconds(1);

    private static final Act[] ACTS = {Act.PAY, Act.NOTIFY, Act.POLL, Act.REFUND, Act.DEFER, Act.CANCEL};

    private final String name;
    private final Path work;
    private final KillResults results;

    KillLane(String name, Path work, KillResults results) {
        this.name = name;
        this.work = work.resolve(name);
        this.results = results;
    }

    /** Kills as long as there are kills to make, and lets everything come to its end. */
    void run(Queue<Kill> kills) throws Exception {
        try (PostgresServer database = PostgresServer.start();
                SandboxProcess sandbox = SandboxProcess.start(work);
                KilledServer server = new KilledServer(work, sandbox.address(), database)) {
            SandboxControl qfpay = sandbox.control();
            TwoBooks books = new TwoBooks(qfpay, database);
            Customers customers = new Customers(name, server.till(), qfpay);
            List<KillStep> last = List.of();
            for (Kill next = kills.poll(); next != null; next = kills.poll()) {
                server.start(Duration.ZERO, next.settings());
                recover(customers, books, last);
                kill(server, qfpay, books, customers, next);
                last = next.steps();
            }
            qfpay.moveClock(ALL_TIME_IS_UP);
            server.start(ALL_TIME_IS_UP, List.of());
            customers.askAgain();
            end(books, last);
        }
    }

    /** Has the server come back to equal books after it was killed at these steps, or at none before its first start. */
    private void recover(Customers customers, TwoBooks books, List<KillStep> last)
            throws SQLException, InterruptedException {
        long ready = System.nanoTime();
        customers.askAgain();
        TwoBooks.Differences found = books.compare(KilledServer.POLL, Duration.ZERO);
        while (!found.isEmpty() && System.nanoTime() - ready < UNTIL_EQUAL.toNanos()) {
            Thread.sleep(200);
            found = books.compare(KilledServer.POLL, Duration.ZERO);
        }
        found.doubled().addAll(books.repeatedRequests());
        results.found("after " + last, last, found);
        Duration within = Duration.ofNanos(System.nanoTime() - ready);
        LOG.log(System.Logger.Level.INFO, "{0}: after {1} {2} ms, {3}", name, last, within.toMillis(), found);
        if (!last.isEmpty() && found.isEmpty()) {
            last.forEach(results::survived);
            results.recovered(within);
        }
    }

    private void kill(KilledServer server, SandboxControl qfpay, TwoBooks books, Customers customers, Kill kill)
            throws Exception {
        AtomicBoolean enough = new AtomicBoolean();
        Random dice = new Random(kill.seed());
        ExecutorService crowd = Executors.newCachedThreadPool();
        BiConsumer<Integer, Act[]> come = (people, acts) -> Stream.generate(dice::nextLong)
                .limit(people)
                .forEach(seed -> crowd.execute(() -> keepBusy(customers, acts, seed, enough)));
        try {
            come.accept(ELSEWHERE, ACTS);
            List<KillStep> reached = new ArrayList<>();
            for (Kill.Hold hold : kill.holds()) {
                Callable<Boolean> held = hold(server, qfpay, books, hold);
                come.accept(AT_THE_STEP, new Act[] {hold.step().act()});
                if (held.call()) {
                    reached.add(hold.step());
                }
            }
            server.kill();
            kill.steps().forEach(step -> results.killed(step, reached.contains(step)));
            LOG.log(System.Logger.Level.INFO, "{0}: killed at {1}, reached: {2}", name, kill, reached);
        } finally {
            enough.set(true);
            crowd.shutdown();
            crowd.awaitTermination(60, TimeUnit.SECONDS);
        }
    }

    private static void keepBusy(Customers customers, Act[] acts, long seed, AtomicBoolean enough) {
        Random dice = new Random(seed);
        while (!enough.get()) {
            Act act = acts[dice.nextInt(acts.length)];
            customers.act(act);
            Duration pause = acts.length > 1 ? ELSEWHERE_PAUSE : act.pause();
            try {
                Thread.sleep(pause.toMillis() + dice.nextInt(200));
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return;
            }
        }
    }

    /** Has the server hold still at this step; what is returned waits until it does, and tells whether it came to that. */
    private static Callable<Boolean> hold(KilledServer server, SandboxControl qfpay, TwoBooks books, Kill.Hold hold)
            throws Exception {
        KillStep step = hold.step();
        if (step.path().isPresent()) {
            HeldCall call = new HeldCall(qfpay, step.path().get(), books.latestRequest());
            return () -> call.await(UNTIL_REACHED);
        }
        server.arm(step, hold.pass());
        return () -> isReached(server, step);
    }

    private static boolean isReached(KilledServer server, KillStep step) throws InterruptedException {
        long started = System.nanoTime();
        while (System.nanoTime() - started < UNTIL_REACHED.toNanos()) {
            if (server.isHeldAt(step)) {
                return true;
            }
            Thread.sleep(10);
        }
        return false;
    }

    /** Everybody's time is up: whatever is left ends, and then nothing may differ. */
    private void end(TwoBooks books, List<KillStep> last) throws SQLException, InterruptedException {
        long started = System.nanoTime();
        while (!books.unfinished().isEmpty() && System.nanoTime() - started < UNTIL_OVER.toNanos()) {
            Thread.sleep(500);
        }
        TwoBooks.Differences left = books.compare(KilledServer.POLL, ALL_TIME_IS_UP);
        left.stuck().addAll(books.unfinished());
        left.doubled().addAll(books.repeatedRequests());
        results.found("when all was over", last, left);
        if (left.isEmpty()) {
            last.forEach(results::survived);
        }
    }
}
