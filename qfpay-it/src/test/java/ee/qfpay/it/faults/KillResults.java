package ee.qfpay.it.faults;

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
    private final Map<KillStep, Integer> misses = new EnumMap<>(KillStep.class);
    private final Set<String> lost = new LinkedHashSet<>();
    private final Set<String> doubled = new LinkedHashSet<>();
    private final Set<String> stuck = new LinkedHashSet<>();
    private final List<String> troubles = new ArrayList<>();

    synchronized void killed(KillStep step, boolean reached) {
        (reached ? kills : misses).merge(step, 1, Integer::sum);
    }

    synchronized void lost(String when, Set<String> found) {
        note("lost", lost, when, found);
    }

    synchronized void doubled(String when, Set<String> found) {
        note("doubled", doubled, when, found);
    }

    synchronized void stuck(String when, Set<String> found) {
        note("stuck", stuck, when, found);
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

    private int injected() {
        return kills.values().stream().mapToInt(Integer::intValue).sum();
    }

    /** One line for each figure: name, value, unit, and how to have the same run again. */
    synchronized List<String> figures(long seed, int count) {
        String run = " seed=" + seed + " database=postgresql count=" + count;
        List<String> lines = new ArrayList<>();
        lines.add("figure faults.injected " + injected() + " kills" + run);
        lines.add("figure faults.survived " + (injected() - Math.min(injected(), troubles.size())) + " kills" + run);
        lines.add("figure faults.lost " + lost.size() + " movements" + run);
        lines.add("figure faults.doubled " + doubled.size() + " movements" + run);
        lines.add("figure faults.stuck " + stuck.size() + " rows" + run);
        for (KillStep step : KillStep.values()) {
            lines.add("figure faults.injected." + step.name().toLowerCase(Locale.ROOT) + " " + kills(step) + " kills"
                    + run);
        }
        return lines;
    }
}
