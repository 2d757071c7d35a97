package ee.qfpay.it.faults;

import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashSet;
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
    private final Set<String> lost = new LinkedHashSet<>();
    private final Set<String> doubled = new LinkedHashSet<>();
    private final Set<String> stuck = new LinkedHashSet<>();
    private final List<String> troubles = new ArrayList<>();
    private Duration longest = Duration.ZERO;

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

    /** Notes what the two books differ in, each difference once. */
    synchronized void found(String when, TwoBooks.Differences differences) {
        note("lost", lost, when, differences.lost());
        note("doubled", doubled, when, differences.doubled());
        note("stuck", stuck, when, differences.stuck());
    }

    private void note(String what, Set<String> known, String when, Set<String> found) {
        found.stream().filter(known::add).forEach(one -> {
            troubles.add(what + ", " + when + ": " + one);
            LOG.log(System.Logger.Level.WARNING, "{0}, {1}: {2}", what, when, one);
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

    /** One line for each figure: name, value, unit, and how to have the same run again. */
    synchronized List<String> figures(long seed, int count) {
        List<String> figures = new ArrayList<>();
        figures.add("injected " + sum(kills) + " kills");
        figures.add("survived " + sum(survivals) + " kills");
        figures.add("lost " + lost.size() + " movements");
        figures.add("doubled " + doubled.size() + " movements");
        figures.add("stuck " + stuck.size() + " rows");
        figures.add("recovery.longest " + longest.toSeconds() + " seconds");
        for (KillStep step : KillStep.values()) {
            String name = step.name().toLowerCase(Locale.ROOT);
            figures.add("injected." + name + " " + kills(step) + " kills");
            figures.add("survived." + name + " " + survivals.getOrDefault(step, 0) + " kills");
        }
        String run = " seed=" + seed + " database=postgresql count=" + count;
        return figures.stream().map(figure -> "figure faults." + figure + run).toList();
    }
}
