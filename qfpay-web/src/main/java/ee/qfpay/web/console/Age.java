package ee.qfpay.web.console;

import java.time.Duration;
import java.time.Instant;

/** How long something has waited, in its two largest units. */
final class Age {

    private Age() {}

    /** {@code 3 d 4 h}, {@code 4 h 5 min} or {@code 5 min}; of something yet to come, no minutes. */
    static String between(Instant start, Instant end, Words words) {
        Duration age = Duration.between(start, end);
        if (age.isNegative()) {
            return words.text("age_minutes", 0);
        }
        if (age.toDays() > 0) {
            return words.text("age_days", age.toDays(), age.toHoursPart());
        }
        return age.toHours() > 0
                ? words.text("age_hours", age.toHours(), age.toMinutesPart())
                : words.text("age_minutes", age.toMinutes());
    }
}
