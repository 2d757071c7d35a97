package ee.qfpay.webhook;

import ee.qfpay.account.ConfigValues;
import ee.qfpay.account.WebhookReceiver;
import ee.qfpay.account.WebhookReceivers;
import java.util.HashMap;
import java.util.Map;

/** The configuration of receivers, for tests. */
final class Receivers {

    static final String SECRET = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";

    private Receivers() {}

    /** Settings for receivers with these names and addresses, in turns; of addresses on this machine. */
    static ConfigValues configured(String... namesAndAddresses) {
        Map<String, String> values = new HashMap<>();
        values.put("qfpay.webhooks.networks", "127.0.0.0/8");
        StringBuilder names = new StringBuilder();
        for (int i = 0; i < namesAndAddresses.length; i += 2) {
            String name = namesAndAddresses[i];
            names.append(i == 0 ? "" : ",").append(name);
            values.put("qfpay.webhook." + name + ".url", namesAndAddresses[i + 1]);
            values.put("qfpay.webhook." + name + ".secret", SECRET);
        }
        values.put("qfpay.webhooks", names.toString());
        return ConfigValues.of(values);
    }

    static WebhookReceiver at(String address) {
        return WebhookReceivers.of(configured("one", address)).all().get(0);
    }

    static WebhookReceiver named(String name) {
        return WebhookReceivers.of(configured(name, "http://127.0.0.1:9/"))
                .all()
                .get(0);
    }
}
