package ee.qfpay.it;

import com.deque.html.axecore.playwright.AxeBuilder;
import com.microsoft.playwright.Page;
import java.util.List;

/** What keeps people from using a page, as axe finds it: its serious and critical findings. */
final class Barriers {

    private static final List<String> GRAVE = List.of("serious", "critical");

    private Barriers() {}

    /** Rule and place of each on the whole page. */
    static List<String> on(Page page) {
        return found(new AxeBuilder(page));
    }

    /** Rule and place of each in an open dialog: what lies dimmed behind it cannot be used and is not judged. */
    static List<String> inDialog(Page page, String id) {
        return found(new AxeBuilder(page).include("#" + id));
    }

    private static List<String> found(AxeBuilder axe) {
        return axe.analyze().getViolations().stream()
                .filter(rule -> GRAVE.contains(rule.getImpact()))
                .map(rule -> rule.getId() + " " + rule.getNodes().get(0).getTarget())
                .toList();
    }
}
