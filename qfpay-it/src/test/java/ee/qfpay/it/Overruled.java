package ee.qfpay.it;

import java.util.HashMap;
import java.util.Map;

/** System properties that a test class sets for its own deployments, and takes back. */
final class Overruled {

    private final Map<String, String> before = new HashMap<>();

    void set(String name, String value) {
        before.putIfAbsent(name, System.getProperty(name));
        System.setProperty(name, value);
    }

    void restore() {
        before.forEach((name, value) -> {
            if (value == null) {
                System.clearProperty(name);
            } else {
                System.setProperty(name, value);
            }
        });
        before.clear();
    }
}
