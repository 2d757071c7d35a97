package ee.qfpay.database;

import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.eclipse.microprofile.config.ConfigProvider;
import org.eclipse.microprofile.config.spi.ConfigSource;

/**
 * The address of the database where the configuration names none: a file of H2 in the home folder of the server's user,
 * named by the environment, so that no two environments ever share one.
 *
 * <p>{@code WRITE_DELAY=0} is no choice: without it H2 loses committed rows when the process is killed.
 * {@code LOCK_TIMEOUT} because H2 gives up a row lock after 2 s.
 */
public class DefaultAddress implements ConfigSource {

    private static final String ADDRESS = "qfpay.db.url";
    private static final int BELOW_EVERYTHING = 10;

    @Override
    public int getOrdinal() {
        return BELOW_EVERYTHING;
    }

    @Override
    public Set<String> getPropertyNames() {
        return Set.of(ADDRESS);
    }

    @Override
    public String getValue(String name) {
        if (!ADDRESS.equals(name)) {
            return null;
        }
        return "jdbc:h2:file:~/qfpay-data/qfpay-" + environment() + ";WRITE_DELAY=0;LOCK_TIMEOUT=20000";
    }

    @Override
    public String getName() {
        return "the default H2 file";
    }

    private String environment() {
        return environment(StreamSupport.stream(
                        ConfigProvider.getConfig().getConfigSources().spliterator(), false)
                .filter(source -> !(source instanceof DefaultAddress))
                .map(source -> firstOf(source.getValue("qfpay.env"), source.getValue("QFPAY_ENV"))));
    }

    /**
     * The environment in the file's name, read as the account reads it: the highest source that says anything decides,
     * blanks around it and its letter case do not count, and an empty value stands for the default.
     *
     * @param values what the sources say, the highest first; null where one says nothing
     */
    static String environment(Stream<String> values) {
        return values.filter(Objects::nonNull)
                .findFirst()
                .map(String::strip)
                .filter(value -> value.matches("[A-Za-z]{1,16}"))
                .map(value -> value.toLowerCase(Locale.ROOT))
                .orElse("sandbox");
    }

    private static String firstOf(String value, String otherwise) {
        return value != null ? value : otherwise;
    }
}
