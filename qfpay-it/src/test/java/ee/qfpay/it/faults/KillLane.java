package ee.qfpay.it.faults;

import ee.qfpay.it.PostgresServer;
import ee.qfpay.it.faults.KillStep.Act;
import ee.qfpay.sandbox.SandboxControl;
import ee.qfpay.sandbox.ScriptedAnswer;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Queue;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * One server that is killed again and again, with a PostgreSQL and a QFPay of its own that live on. After each restart the
 * two books have to agree before the next step is due.
 */
final class KillLane {

    private static final System.Logger LOG = System.getLogger(KillLane.class.getName());

    private static final int AT_THE_STEP = 2;
    private static final int ELSEWHERE = 2;
    private static final int MOST_PASSES = 3;
    private static final Duration UNTIL_REACHED = Duration.ofSeconds(150);
    private static final Duration UNTIL_EQUAL = Duration.ofSeconds(90);
    private static final Duration UNTIL_OVER = Duration.ofSeconds(180);

    /** Longer than any order may be paid and any notification is repeated soon. */
    private static final Duration ALL_TIME_IS_UP = Duration.ofHours(2);

    private static final Duration HELD_CALL = Duration.ofSeconds(60);
    private static final Act[] ACTS = {Act.PAY, Act.NOTIFY, Act.POLL, Act.REFUND, Act.DEFER, Act.CANCEL};

    private final String name;
    private final Path work;
    private final Random random;
    private final KillResults results;

    /** @param seed decides how often a step is passed before the kill, and what else goes on meanwhile */
    KillLane(String name, Path work, long seed, KillResults results) {
        this.name = name;
        this.work = work.resolve(name);
        this.random = new Random(seed);
        this.results = results;
    }

    /** Kills at the steps, as long as there are any, and lets everything come to its end. */
    void run(Queue<KillStep> steps) throws Exception {
        try (PostgresServer database = PostgresServer.start();
                SandboxProcess sandbox = SandboxProcess.start(work);
                KilledServer server = new KilledServer(work, sandbox.address(), database)) {
            SandboxControl qfpay = sandbox.control();
            TwoBooks books = new TwoBooks(qfpay, database);
            Customers customers = new Customers(name, server.till(), qfpay);
            KillStep last = null;
            for (KillStep step = steps.poll(); step != null; step = steps.poll()) {
                server.start(Duration.ZERO);
                recover(customers, books, last);
                kill(server, qfpay, customers, step);
                last = step;
            }
            qfpay.moveClock(ALL_TIME_IS_UP);
            server.start(ALL_TIME_IS_UP);
            recover(customers, books, last);
            over(books);
        }
    }

    /** Has the server come back to equal books after it was killed at this step, or at none before its first start. */
    private void recover(Customers customers, TwoBooks books, KillStep last) throws SQLException, InterruptedException {
        long ready = System.nanoTime();
        customers.askAgain();
        TwoBooks.Differences found = books.compare(KilledServer.POLL);
        while (!found.isEmpty() && System.nanoTime() - ready < UNTIL_EQUAL.toNanos()) {
            Thread.sleep(200);
            found = books.compare(KilledServer.POLL);
        }
        results.found("after " + last, found);
        if (last != null && found.isEmpty()) {
            results.survived(last, Duration.ofNanos(System.nanoTime() - ready));
        }
    }

    private void kill(KilledServer server, SandboxControl qfpay, Customers customers, KillStep step) throws Exception {
        int nth = step.path().isPresent() ? 1 : 1 + random.nextInt(MOST_PASSES);
        if (step.path().isPresent()) {
            qfpay.scriptNext(ScriptedAnswer.ordinary(step.path().get()).after(HELD_CALL));
        } else {
            server.arm(step, nth);
        }
        AtomicBoolean enough = new AtomicBoolean();
        ExecutorService crowd = Executors.newFixedThreadPool(AT_THE_STEP + ELSEWHERE);
        try {
            for (int i = 0; i < AT_THE_STEP + ELSEWHERE; i++) {
                boolean isAtTheStep = i < AT_THE_STEP;
                long seed = random.nextLong();
                crowd.execute(() -> keepBusy(customers, isAtTheStep ? new Act[] {step.act()} : ACTS, seed, enough));
            }
            boolean reached = isReached(server, qfpay, step);
            server.kill();
            results.killed(step, reached);
            LOG.log(System.Logger.Level.INFO, "{0}: killed at {1}, pass {2}, reached: {3}", name, step, nth, reached);
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
            try {
                Thread.sleep(act.pause().toMillis() + dice.nextInt(200));
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return;
            }
        }
    }

    private static boolean isReached(KilledServer server, SandboxControl qfpay, KillStep step)
            throws InterruptedException {
        long end = System.nanoTime() + UNTIL_REACHED.toNanos();
        while (System.nanoTime() - end < 0) {
            if (step.path().isPresent() ? isUnanswered(qfpay, step.path().get()) : server.isHeldAt(step)) {
                return true;
            }
            Thread.sleep(step.path().isPresent() ? 150 : 10);
        }
        return false;
    }

    private static boolean isUnanswered(SandboxControl qfpay, String path) {
        return qfpay.requests(path).stream().anyMatch(request -> request.answerStatus() == -1);
    }

    private void over(TwoBooks books) throws SQLException, InterruptedException {
        long started = System.nanoTime();
        while (!books.unfinished().isEmpty() && System.nanoTime() - started < UNTIL_OVER.toNanos()) {
            Thread.sleep(500);
        }
        TwoBooks.Differences left = books.compare(KilledServer.POLL);
        left.stuck().addAll(books.unfinished());
        left.doubled().addAll(books.repeatedRequests());
        results.found("when all was over", left);
    }
}
