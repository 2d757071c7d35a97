package ee.qfpay.account;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;

/**
 * One property of the configuration: its name, default, rule and purpose, and how its text becomes a value. The table in
 * {@code docs/configuration.md} is made of these and a test compares the two.
 *
 * @param <T> the type of the value
 */
public final class Setting<T> {
    private static final int MOST_RANGES = 100;

    private final String name;
    private final String defaultText;
    private final String rule;
    private final String purpose;
    private final Function<String, Optional<T>> reading;
    private final UnaryOperator<String> showing;

    private Setting(
            String name, String defaultText, String rule, String purpose, Function<String, Optional<T>> reading) {
        this(name, defaultText, rule, purpose, reading, text -> Quoted.of(text) + " ");
    }

    private Setting(
            String name,
            String defaultText,
            String rule,
            String purpose,
            Function<String, Optional<T>> reading,
            UnaryOperator<String> showing) {
        this.name = name;
        this.defaultText = defaultText;
        this.rule = rule;
        this.purpose = purpose;
        this.reading = reading;
        this.showing = showing;
    }

    static Setting<Duration> duration(String name, String standard, String least, String most, String purpose) {
        Duration min = DurationText.parse(least).orElseThrow();
        Duration max = DurationText.parse(most).orElseThrow();
        return new Setting<>(
                name,
                standard,
                "a duration from " + least + " to " + most,
                purpose,
                text -> DurationText.parse(text)
                        .filter(value -> value.compareTo(min) >= 0 && value.compareTo(max) <= 0));
    }

    static Setting<Integer> number(String name, int standard, int least, int most, String purpose) {
        return new Setting<>(
                name,
                Integer.toString(standard),
                "a whole number from " + least + " to " + most,
                purpose,
                text -> wholeNumber(text).filter(value -> value >= least && value <= most));
    }

    static <E extends Enum<E>> Setting<E> choice(String name, E standard, String purpose) {
        List<E> all = Arrays.asList(standard.getDeclaringClass().getEnumConstants());
        String names = all.stream().map(Setting::lower).collect(Collectors.joining(", "));
        return new Setting<>(
                name,
                lower(standard),
                "one of " + names,
                purpose,
                text -> all.stream()
                        .filter(one -> one.name().equalsIgnoreCase(text.replace('-', '_')))
                        .findFirst());
    }

    static Setting<Boolean> toggle(String name, boolean standard, String purpose) {
        return new Setting<>(
                name, standard ? "on" : "off", "on or off", purpose, text -> switch (text.toLowerCase(Locale.ROOT)) {
                    case "on", "true" -> Optional.of(true);
                    case "off", "false" -> Optional.of(false);
                    default -> Optional.empty();
                });
    }

    static Setting<ZoneId> zone(String name, String standard, String purpose) {
        return new Setting<>(name, standard, "a time zone such as Asia/Hong_Kong", purpose, Setting::zoneId);
    }

    static Setting<Blackout> blackout(String name, String standard, String purpose) {
        return new Setting<>(
                name, standard, "off, or two times of day such as 23:30-00:30, in UTC+8", purpose, Blackout::parse);
    }

    static Setting<LocalTime> timeOfDay(String name, String standard, String purpose) {
        return new Setting<>(name, standard, "a time of day such as 11:00, in UTC+8", purpose, Blackout::time);
    }

    static Setting<String> text(String name, String standard, int longest, String purpose) {
        return new Setting<>(
                name,
                standard,
                "at most " + longest + " characters",
                purpose,
                text -> Optional.of(text).filter(value -> value.length() <= longest));
    }

    /** A text that no refusal repeats: what refuses it goes to the log. No default. */
    static Setting<String> secret(String name, int longest, String purpose) {
        return new Setting<>(
                name,
                "",
                "at most " + longest + " characters",
                purpose,
                text -> Optional.of(text).filter(value -> value.length() <= longest),
                text -> "");
    }

    /** Network addresses and ranges of them; nothing by default. */
    static Setting<List<AddressRange>> ranges(String name, String purpose) {
        return new Setting<>(
                name,
                "",
                "at most " + MOST_RANGES
                        + " addresses or ranges such as 203.0.113.7 or 203.0.113.0/24, separated by commas",
                purpose,
                Setting::addressRanges);
    }

    /** A text whose rule is checked where several values meet. */
    static Setting<String> free(String name, String standard, String rule, String purpose) {
        return new Setting<>(name, standard, rule, purpose, Optional::of);
    }

    /** The property's name for MicroProfile Config, for example {@code qfpay.poll.interval}. */
    public String name() {
        return name;
    }

    /** What is taken when nothing is set; empty when there is no default. */
    public String defaultText() {
        return defaultText;
    }

    /** What a value must be, in words. */
    public String rule() {
        return rule;
    }

    /** What the setting is for. */
    public String purpose() {
        return purpose;
    }

    /** The configured value or the default; empty when there is neither. */
    Optional<T> find(ConfigValues values) {
        return values.find(name)
                .map(this::read)
                .or(() -> defaultText.isEmpty() ? Optional.empty() : reading.apply(defaultText));
    }

    /** The configured value or the default of a setting that has one. */
    T in(ConfigValues values) {
        return find(values).orElseThrow();
    }

    /** The value of this text, which was found under a name that may be more special than this setting's. */
    T read(ConfigValues.Value value) {
        return reading.apply(value.text())
                .orElseThrow(() -> new BrokenConfiguration("Set " + value.property() + " to " + rule + ": its value "
                        + showing.apply(value.text()) + "in " + value.source() + " is not."));
    }

    @Override
    public String toString() {
        return "Setting[" + name + "]";
    }

    private static String lower(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT);
    }

    private static Optional<Integer> wholeNumber(String text) {
        try {
            return Optional.of(Integer.valueOf(text));
        } catch (NumberFormatException notANumber) {
            return Optional.empty();
        }
    }

    private static Optional<List<AddressRange>> addressRanges(String text) {
        List<Optional<AddressRange>> read = Arrays.stream(text.split(",", -1))
                .map(part -> AddressRange.of(part.strip()))
                .toList();
        return read.size() <= MOST_RANGES && read.stream().allMatch(Optional::isPresent)
                ? Optional.of(read.stream().flatMap(Optional::stream).toList())
                : Optional.empty();
    }

    private static Optional<ZoneId> zoneId(String text) {
        try {
            return Optional.of(ZoneId.of(text));
        } catch (DateTimeException unknown) {
            return Optional.empty();
        }
    }
}
