package ee.qfpay.it.faults;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Queue;
import java.util.Random;
import java.util.concurrent.ConcurrentLinkedQueue;

/**
 * One time that a server is killed.
 *
 * @param step where
 * @param pass as how many-eth to come to the step it is held; of a step during a call, the first
 * @param seed of what customers do meanwhile
 */
record Kill(KillStep step, int pass, long seed) {

    private static final int MOST_PASSES = 3;

    /** Whole rounds of all steps, each in an order of its own, and a part of one more. */
    static Queue<Kill> planned(long seed, int count) {
        Random random = new Random(seed);
        Queue<Kill> kills = new ConcurrentLinkedQueue<>();
        while (kills.size() < count) {
            List<KillStep> round = new ArrayList<>(List.of(KillStep.values()));
            Collections.shuffle(round, random);
            for (KillStep step : round.subList(0, Math.min(round.size(), count - kills.size()))) {
                int pass = step.path().isPresent() ? 1 : 1 + random.nextInt(MOST_PASSES);
                kills.add(new Kill(step, pass, random.nextLong()));
            }
        }
        return kills;
    }
}
