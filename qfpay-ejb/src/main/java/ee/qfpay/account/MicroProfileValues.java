package ee.qfpay.account;

import java.util.Optional;
import org.eclipse.microprofile.config.Config;
import org.eclipse.microprofile.config.ConfigValue;

/** Configuration as MicroProfile Config gives it: system properties, environment variables, files, the server's own. */
final class MicroProfileValues implements ConfigValues {
    private final Config config;

    MicroProfileValues(Config config) {
        this.config = config;
    }

    @Override
    public Optional<Value> find(String property) {
        ConfigValue found = config.getConfigValue(property);
        if (found == null) {
            return Optional.empty();
        }
        return ConfigValues.present(property, found.getValue(), found.getSourceName());
    }
}
