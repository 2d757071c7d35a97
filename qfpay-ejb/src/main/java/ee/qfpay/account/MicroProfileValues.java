package ee.qfpay.account;

import java.util.Optional;
import org.eclipse.microprofile.config.Config;
import org.eclipse.microprofile.config.spi.ConfigSource;

/** Configuration as MicroProfile Config gives it: system properties, environment variables, files, the server's own. */
final class MicroProfileValues implements ConfigValues {
    private final Config config;

    MicroProfileValues(Config config) {
        this.config = config;
    }

    /**
     * The source that ranks highest decides, also by an empty value: that is how a system property takes away what the
     * environment sets. (Payara itself would go on to the next source.)
     */
    @Override
    public Optional<Value> find(String property) {
        for (ConfigSource source : config.getConfigSources()) {
            String text = source.getValue(property);
            if (text != null) {
                return text.isBlank() ? Optional.empty() : expanded(property, source.getName());
            }
        }
        return Optional.empty();
    }

    private Optional<Value> expanded(String property, String source) {
        return ConfigValues.present(property, config.getConfigValue(property).getValue(), source);
    }
}
