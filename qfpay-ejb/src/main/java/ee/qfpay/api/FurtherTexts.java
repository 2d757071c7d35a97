package ee.qfpay.api;

import java.util.List;
import java.util.Optional;

/** Names with their values in one list: a shape that never has to change when there are more names. */
final class FurtherTexts {

    private FurtherTexts() {}

    /** The value of a name in a list of a name, its value, the next name and so on. */
    static Optional<String> find(List<String> texts, String name) {
        for (int i = 0; i + 1 < texts.size(); i += 2) {
            if (texts.get(i).equals(name)) {
                return Optional.of(texts.get(i + 1));
            }
        }
        return Optional.empty();
    }
}
