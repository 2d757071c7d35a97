package ee.qfpay.it;

import ee.qfpay.sandbox.LocalSandbox;
import ee.qfpay.sandbox.SandboxControl;
import ee.qfpay.sandbox.SandboxOptions;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * A connector with six accounts of five merchants at five QFPays, with a database of its own. Register it before
 * Arquillian.
 *
 * <p>The standard account and "shop-b" share nothing. "agent-1" and "agent-2" are merchants of one agent: one app code, one
 * key, two merchant ids. "tiny" has hardly any room in its rate limit, and no QFPay that knows it. "behind" has its QFPay behind a proxy
 * ({@link BehindProxy}), with a certificate that only its own store vouches for.
 */
public final class Merchants implements BeforeAllCallback, AfterAllCallback {

    static final String OLD_KEY = "KEY-OF-SHOP-B-THE-OLD-ONE";
    static final String NEW_KEY = "KEY-OF-SHOP-B-THE-NEW-ONE";
    static final String AGENTS_KEY = "KEY-OF-THE-AGENT";
    static final String FIRST_OF_AGENT = "MCHID1";
    static final String SECOND_OF_AGENT = "MCHID2";

    /** Where an account's orders are sent. */
    enum Far {
        STANDARD,
        SHOP_B,
        AGENT_1,
        AGENT_2
    }

    private static final Map<Far, SandboxOptions> OPTIONS = new EnumMap<>(Far.class);
    private static final Map<Far, LocalSandbox> RUNNING = new EnumMap<>(Far.class);

    private static BehindProxy proxy;

    private final Overruled settings = new Overruled();

    @Override
    public void beforeAll(ExtensionContext context) {
        Path books = Harness.work().resolve(context.getRequiredTestClass().getSimpleName());
        start(Far.STANDARD, SandboxOptions.forTests().withCredentials("APPCODE-STANDARD", "KEY-STANDARD"));
        start(
                Far.SHOP_B,
                SandboxOptions.forTests()
                        .withCredentials("APPCODE-SHOP-B", OLD_KEY, NEW_KEY)
                        .withResponseSignature(SandboxOptions.ResponseSignature.RAW_BODY, "SHA256")
                        .withDataDirectory(books.resolve("shop-b")));
        SandboxOptions agent = SandboxOptions.forTests().withCredentials("APPCODE-AGENT", AGENTS_KEY);
        start(Far.AGENT_1, agent.withMchid(FIRST_OF_AGENT));
        start(Far.AGENT_2, agent.withMchid(SECOND_OF_AGENT));
        proxy = BehindProxy.open(books.resolve("proxy"));
        TestDatabase.ofThisBuild().newBooks(settings);
        settings.set("qfpay.admin.password", Harness.demoPassword());
        settings.set("qfpay.notification.sources", "127.0.0.1, 203.0.113.0/24");
        settings.set("qfpay.notification.proxies", "127.0.0.1");
        configure();
    }

    private void configure() {
        settings.set("qfpay.env", "sandbox");
        settings.set("qfpay.appcode", "APPCODE-STANDARD");
        settings.set("qfpay.key", "KEY-STANDARD");
        settings.set("qfpay.base.url", address(Far.STANDARD));
        settings.set("qfpay.accounts", "shop-b, agent-1, agent-2, tiny, behind");
        account("shop-b", "test", "APPCODE-SHOP-B", NEW_KEY, address(Far.SHOP_B));
        settings.set("qfpay.account.shop-b.key.previous", OLD_KEY);
        settings.set("qfpay.account.shop-b.sign.type", "md5");
        settings.set("qfpay.account.shop-b.response.signature", "required");
        settings.set("qfpay.account.shop-b.pay.types.allow", "800101");
        account("agent-1", "sandbox", "APPCODE-AGENT", AGENTS_KEY, address(Far.AGENT_1));
        settings.set("qfpay.account.agent-1.mchid", FIRST_OF_AGENT);
        settings.set("qfpay.account.agent-1.pay.types.further", "802010:in_app");
        account("agent-2", "sandbox", "APPCODE-AGENT", AGENTS_KEY, address(Far.AGENT_2));
        settings.set("qfpay.account.agent-2.mchid", SECOND_OF_AGENT);
        account("tiny", "sandbox", "APPCODE-TINY", "KEY-TINY", "");
        settings.set("qfpay.account.tiny.limit.second", "10");
        settings.set("qfpay.account.tiny.limit.minute", "40");
        settings.set("qfpay.account.tiny.caller.limit", "0s");
        account("behind", "sandbox", "APPCODE-BEHIND", "KEY-BEHIND", "https://" + BehindProxy.HOST);
        settings.set("qfpay.account.behind.proxy", proxy.address());
        settings.set("qfpay.account.behind.tls.truststore", proxy.trustStore().toString());
        settings.set("qfpay.account.behind.tls.truststore.password", BehindProxy.PASSWORD);
    }

    private void account(String name, String environment, String appCode, String key, String address) {
        String prefix = "qfpay.account." + name;
        settings.set(prefix + ".env", environment);
        settings.set(prefix + ".appcode", appCode);
        settings.set(prefix + ".key", key);
        settings.set(prefix + ".base.url", address);
    }

    /** What the next deployment is configured with: one account, of another environment and with other credentials. */
    static void moveAway() {
        System.setProperty("qfpay.env", "test");
        System.setProperty("qfpay.appcode", "APPCODE-ELSEWHERE");
        System.setProperty("qfpay.key", "KEY-ELSEWHERE");
        System.setProperty("qfpay.accounts", " ");
    }

    /** What the proxy of "behind" was asked for. */
    static List<String> askedOfTheProxy() {
        return proxy.asked();
    }

    static SandboxControl qfpay(Far far) {
        return new SandboxControl(RUNNING.get(far).address());
    }

    /** From now on this QFPay knows one key, and signs with it; its books are the same. */
    static void restart(Far far, String onlyKey) {
        SandboxOptions before = OPTIONS.get(far);
        RUNNING.get(far).close();
        start(far, before.withCredentials(before.appCode(), onlyKey));
    }

    /** How many requests all of them have seen; those a restart forgot are not counted. */
    static int requests() {
        return List.of(Far.values()).stream()
                .mapToInt(far -> qfpay(far).requests().size())
                .sum();
    }

    private static void start(Far far, SandboxOptions options) {
        LocalSandbox sandbox = LocalSandbox.start(options);
        RUNNING.put(far, sandbox);
        OPTIONS.put(far, options.withPort(sandbox.address().getPort()));
    }

    private static String address(Far far) {
        return RUNNING.get(far).address().toString();
    }

    @Override
    public void afterAll(ExtensionContext context) {
        settings.restore();
        RUNNING.values().forEach(LocalSandbox::close);
        RUNNING.clear();
        proxy.close();
    }
}
