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
 * @param round 0 for the first kill at this step, 1 for the second one
 * @param step where
 * @param pass as how many-eth to come to the step it is held; of a step during a call, the first
 * @param seed of what customers do meanwhile
 */
record Kill(int round, KillStep step, int pass, long seed) {

    private static final int MOST_PASSES = 3;

    /** On both sides of UTC, of the date line, and with half an hour. */
    private static final List<String> ZONES = List.of("UTC", "Asia/Hong_Kong", "America/St_Johns", "Pacific/Apia");

    /** Whole rounds of all steps, each in an order of its own, and a part of one more. */
    static Queue<Kill> planned(long seed, int count) {
        Random random = new Random(seed);
        Queue<Kill> kills = new ConcurrentLinkedQueue<>();
        for (int number = 0; kills.size() < count; number++) {
            List<KillStep> round = new ArrayList<>(List.of(KillStep.values()));
            Collections.shuffle(round, random);
            for (KillStep step : round.subList(0, Math.min(round.size(), count - kills.size()))) {
                int pass = step.path().isPresent() ? 1 : 1 + random.nextInt(MOST_PASSES);
                kills.add(new Kill(number, step, pass, random.nextLong()));
            }
        }
        return kills;
    }

    /** What is set otherwise than usual on the server that is killed then; it recovers from the kill before in another zone. */
    List<String> settings() {
        String zone = "user.timezone=" + ZONES.get(new Random(seed).nextInt(ZONES.size()));
        return isPutOffByQfpay() ? List.of(zone, "qfpay.refund.spacing=0s") : List.of(zone);
    }

    /**
     * Whether it is QFPay that puts refunds off, because the connector keeps no distance between them. The steps of refunds
     * that were put off take turns at that: in each round one of them has it so.
     */
    private boolean isPutOffByQfpay() {
        return step.act() == KillStep.Act.DEFER && (round + step.ordinal()) % 2 == 0;
    }
}
