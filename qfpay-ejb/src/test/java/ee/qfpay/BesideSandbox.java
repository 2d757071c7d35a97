package ee.qfpay;

import ee.qfpay.account.ConfigValues;
import ee.qfpay.sandbox.SandboxOptions;
import java.net.URI;
import java.util.HashMap;
import java.util.Map;

/** The configuration of a connector whose QFPay is a local sandbox. */
public final class BesideSandbox {

    private BesideSandbox() {}

    /** The default sandbox's merchant at this address, and further properties by name and value, which go first. */
    public static ConfigValues configured(URI address, String... more) {
        Map<String, String> values = new HashMap<>();
        values.put("qfpay.local.sandbox.url", address.toString());
        values.put("qfpay.local.sandbox.appcode", SandboxOptions.DEFAULT_APP_CODE);
        values.put("qfpay.local.sandbox.key", SandboxOptions.DEFAULT_KEY);
        for (int i = 0; i < more.length; i += 2) {
            values.put(more[i], more[i + 1]);
        }
        return ConfigValues.of(values);
    }
}
