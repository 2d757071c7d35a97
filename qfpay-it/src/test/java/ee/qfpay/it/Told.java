package ee.qfpay.it;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What the shop's till printed: names with their values, in order. */
record Told(Map<String, List<String>> values) {

    static Told of(String page) {
        Map<String, List<String>> values = new LinkedHashMap<>();
        page.lines()
                .filter(line -> line.contains("="))
                .forEach(line -> values.computeIfAbsent(line.substring(0, line.indexOf('=')), name -> new ArrayList<>())
                        .add(line.substring(line.indexOf('=') + 1)));
        return new Told(values);
    }

    /** The only value of a name; fails where there is none. */
    String one(String name) {
        List<String> all = all(name);
        if (all.size() != 1) {
            throw new AssertionError("Wanted one \"" + name + "\" and the till said " + values);
        }
        return all.get(0);
    }

    List<String> all(String name) {
        return values.getOrDefault(name, List.of());
    }

    String status() {
        return one("status");
    }
}
