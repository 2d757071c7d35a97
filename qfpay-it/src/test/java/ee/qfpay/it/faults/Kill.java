package ee.qfpay.it.faults;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Queue;
import java.util.Random;
import java.util.concurrent.ConcurrentLinkedQueue;

/**
 * One time that a server is killed.
 *
 * @param round 0 for the first kill at these steps, 1 for the second one
 * @param holds where threads are held then, in the order in which they are waited for
 * @param seed of what customers do meanwhile
 */
record Kill(int round, List<Hold> holds, long seed) {

    /**
     * A thread that is held.
     *
     * @param pass as how many-eth to come to the step; of a step during a call, the first
     */
    record Hold(KillStep step, int pass) {}

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
                kills.add(new Kill(number, List.of(new Hold(step, pass)), random.nextLong()));
            }
        }
        return kills;
    }

    /**
     * The same steps in half as many kills, in an order by chance: a server is killed when it is held at two of them. No two of the
     * poller, which does one thing after another, and no two during a call, as one is fresh for a moment only.
     */
    static Queue<Kill> inPairs(long seed, Collection<Kill> kills) {
        List<Kill> alikeTogether = new ArrayList<>(kills);
        alikeTogether.sort(Comparator.comparing(Kill::turn)
                .thenComparing(kill -> kill.first().act()));
        int half = (alikeTogether.size() + 1) / 2;
        List<Kill> pairs = new ArrayList<>();
        for (int place = 0; place < half; place++) {
            Kill one = alikeTogether.get(place);
            List<Kill> others = alikeTogether.subList(Math.min(place + half, kills.size()), kills.size());
            if (!others.isEmpty() && one.canBeWith(others.get(0))) {
                pairs.add(one.with(others.get(0)));
            } else {
                pairs.add(one);
                others.stream().limit(1).forEach(pairs::add);
            }
        }
        Collections.shuffle(pairs, new Random(seed));
        return new ConcurrentLinkedQueue<>(pairs);
    }

    private KillStep first() {
        return holds.get(0).step();
    }

    private KillStep.Turn turn() {
        return first().turn();
    }

    private boolean canBeWith(Kill other) {
        return turn() == KillStep.Turn.OF_A_CUSTOMER || turn() != other.turn();
    }

    /** Whose turn comes first is held first. */
    private Kill with(Kill other) {
        List<Hold> both = turn().compareTo(other.turn()) <= 0
                ? List.of(holds.get(0), other.holds.get(0))
                : List.of(other.holds.get(0), holds.get(0));
        return new Kill(round, both, seed);
    }

    List<KillStep> steps() {
        return holds.stream().map(Hold::step).toList();
    }

    /** What is set otherwise than usual on the server that is killed then; it recovers from the kill before in another zone. */
    List<String> settings() {
        String zone = "user.timezone=" + ZONES.get(new Random(seed).nextInt(ZONES.size()));
        return steps().stream().anyMatch(this::isPutOffByQfpay)
                ? List.of(zone, "qfpay.refund.spacing=0s")
                : List.of(zone);
    }

    /**
     * Whether it is QFPay that puts refunds off, because the connector keeps no distance between them. The steps of refunds
     * that were put off take turns at that: in each round one of them has it so.
     */
    private boolean isPutOffByQfpay(KillStep step) {
        return step.act() == KillStep.Act.DEFER && (round + step.ordinal()) % 2 == 0;
    }
}
