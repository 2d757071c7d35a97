package ee.qfpay.it.faults;

import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** What came of all kills, of all lanes together. */
final class KillResults {

    private static final System.Logger LOG = System.getLogger(KillResults.class.getName());

    private final Map<KillStep, Integer> kills = new EnumMap<>(KillStep.class);
    private final Map<KillStep, Integer> survivals = new EnumMap<>(KillStep.class);
    private final Map<KillStep, Integer> misses = new EnumMap<>(KillStep.class);
    private final Map<Trouble, Map<String, List<KillStep>>> found = new EnumMap<>(Trouble.class);
    private final List<String> troubles = new ArrayList<>();
    private Duration longest = Duration.ZERO;

    /** What the two books may differ in, and what each difference is one of. */
    private enum Trouble {
        LOST("movements"),
        DOUBLED("movements"),
        STUCK("rows");

        private final String unit;

        Trouble(String unit) {
            this.unit = unit;
        }

        String figure() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    synchronized void killed(KillStep step, boolean reached) {
        (reached ? kills : misses).merge(step, 1, Integer::sum);
    }

    /** The books were equal and nothing was stuck after a kill here. */
    synchronized void survived(KillStep step) {
        survivals.merge(step, 1, Integer::sum);
    }

    /** How long it took from when the server served again until the books were equal. */
    synchronized void recovered(Duration within) {
        longest = within.compareTo(longest) > 0 ? within : longest;
    }

    /**
     * Notes what the two books differ in, each difference once.
     *
     * @param last the steps after whose kill it was found, none before the first one
     */
    synchronized void found(String when, List<KillStep> last, TwoBooks.Differences differences) {
        note(Trouble.LOST, when, last, differences.lost());
        note(Trouble.DOUBLED, when, last, differences.doubled());
        note(Trouble.STUCK, when, last, differences.stuck());
    }

    private void note(Trouble trouble, String when, List<KillStep> last, Set<String> differences) {
        Map<String, List<KillStep>> known = found.computeIfAbsent(trouble, none -> new LinkedHashMap<>());
        differences.stream().filter(one -> known.putIfAbsent(one, last) == null).forEach(one -> {
            troubles.add(trouble.figure() + ", " + when + ": " + one);
            LOG.log(System.Logger.Level.WARNING, "{0}, {1}: {2}", trouble.figure(), when, one);
        });
    }

    /** Whatever is not as promised, each with the moment at which it was first seen; empty when all is well. */
    synchronized List<String> troubles() {
        return List.copyOf(troubles);
    }

    /** Steps at which nothing was killed, because no server came there. */
    synchronized Set<KillStep> notReached() {
        return Set.copyOf(misses.keySet());
    }

    synchronized int kills(KillStep step) {
        return kills.getOrDefault(step, 0);
    }

    private static int sum(Map<KillStep, Integer> counts) {
        return counts.values().stream().mapToInt(Integer::intValue).sum();
    }

    /** Of each such difference, the steps after whose kill it was found. */
    private List<List<KillStep>> after(Trouble trouble) {
        return List.copyOf(found.getOrDefault(trouble, Map.of()).values());
    }

    /** One line for each figure: name, value, unit, and how to have the same run again. */
    synchronized List<String> figures(long seed, int count) {
        List<String> figures = new ArrayList<>();
        figures.add("injected " + sum(kills) + " kills");
        figures.add("survived " + sum(survivals) + " kills");
        for (Trouble trouble : Trouble.values()) {
            figures.add(trouble.figure() + " " + after(trouble).size() + " " + trouble.unit);
        }
        figures.add("recovery.longest " + longest.toSeconds() + " seconds");
        for (KillStep step : KillStep.values()) {
            String name = step.name().toLowerCase(Locale.ROOT);
            figures.add("injected." + name + " " + kills(step) + " kills");
            figures.add("survived." + name + " " + survivals.getOrDefault(step, 0) + " kills");
            for (Trouble trouble : Trouble.values()) {
                long times = after(trouble).stream()
                        .filter(steps -> steps.contains(step))
                        .count();
                figures.add(trouble.figure() + "." + name + " " + times + " " + trouble.unit);
            }
        }
        String run = " seed=" + seed + " database=postgresql count=" + count;
        return figures.stream().map(figure -> "figure faults." + figure + run).toList();
    }
}
