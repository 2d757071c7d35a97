package ee.qfpay.it.faults;

import static org.assertj.core.api.Assertions.assertThat;

import ee.qfpay.it.Folder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * Wherever the server is killed while customers pay, get money back and cancel: afterwards QFPay's books equal ours, nothing
 * is stuck, and nobody had to repair anything.
 *
 * <p>Every step once, in an order by chance, and with {@code faults.pairs} two of them at a time; with {@code faults.count} as many
 * kills as that, each step about as often as another. The same {@code faults.seed} plans the same kills, each with its pass and what customers do meanwhile; how
 * their threads take turns, and which of several servers is next, is up to the machine.
 */
@Tag("faults")
class KillsIT {

    private static final Path WORK = Path.of(System.getProperty("qfpay.it.kills"));

    @Test
    void whereverTheServerIsKilledNothingIsLostDoubledOrStuck() throws Exception {
        long seed = Long.getLong("faults.seed", new Random().nextInt(1_000_000));
        int count = Math.max(Integer.getInteger("faults.count", 0), KillStep.values().length);
        int lanes = Integer.getInteger("faults.lanes", 1);
        System.out.println("Kills: -Dfaults.seed=" + seed + " -Dfaults.count=" + count);
        Folder.emptied(WORK);
        KillResults results = new KillResults();

        run(plan(seed, count), lanes, results);

        List<String> figures = results.figures(seed, count);
        Files.write(Figures.file(WORK), figures);
        results.troubles().forEach(System.out::println);
        figures.forEach(System.out::println);
        assertThat(results.notReached()).as("steps that no server came to").isEmpty();
        assertThat(results.troubles()).as("seed " + seed).isEmpty();
        assertThat(KillStep.values()).allMatch(step -> results.kills(step) > 0);
    }

    private static Queue<Kill> plan(long seed, int count) {
        Queue<Kill> oneByOne = Kill.planned(seed, count);
        return Boolean.getBoolean("faults.pairs") ? Kill.inPairs(seed, oneByOne) : oneByOne;
    }

    private static void run(Queue<Kill> kills, int lanes, KillResults results) throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(lanes);
        try {
            List<Future<?>> running = new ArrayList<>();
            for (int lane = 1; lane <= lanes; lane++) {
                KillLane one = new KillLane("L" + lane, WORK, results);
                running.add(threads.submit(() -> {
                    one.run(kills);
                    return null;
                }));
            }
            for (Future<?> lane : running) {
                lane.get();
            }
        } finally {
            threads.shutdownNow();
        }
    }
}
