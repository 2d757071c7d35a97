package ee.qfpay.account;

import java.net.URI;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Which QFPay we talk to. {@code LOCAL} is the local sandbox of this project; {@code SANDBOX} is QFPay's own. */
public enum Environment {
    /** The local sandbox: a QFPay on this machine. It is never named in configuration; the run command brings it. */
    LOCAL(null, false),
    /** QFPay's sandbox: credit card simulation. */
    SANDBOX("openapi-int.qfapi.com", false),
    /** QFPay's live testing: real money, not settled, to be refunded the same day. */
    TEST("test-openapi-hk.qfapi.com", true),
    /** Production. */
    PROD("openapi-hk.qfapi.com", true);

    private final String host;
    private final boolean realMoney;

    Environment(String host, boolean realMoney) {
        this.host = host;
        this.realMoney = realMoney;
    }

    /** The name in configuration, in property names and in the database file's name. */
    public String code() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** Whether payments move real money: true for TEST too. */
    public boolean realMoney() {
        return realMoney;
    }

    /** The environments of QFPay itself. */
    static List<Environment> ofQfpay() {
        return List.of(SANDBOX, TEST, PROD);
    }

    /** QFPay's environment of this name, in any letter case. */
    static Optional<Environment> named(String text) {
        String wanted = text.strip().toLowerCase(Locale.ROOT);
        return ofQfpay().stream().filter(one -> one.code().equals(wanted)).findFirst();
    }

    /** The environment this host belongs to, if it is one of QFPay's. */
    static Optional<Environment> ofHost(String host) {
        String wanted = host.endsWith(".") ? host.substring(0, host.length() - 1) : host;
        return Arrays.stream(values())
                .filter(one -> wanted.equalsIgnoreCase(one.host))
                .findFirst();
    }

    /** QFPay's own address. */
    URI ownAddress() {
        if (host == null) {
            throw new IllegalStateException("the local sandbox has no fixed address");
        }
        return URI.create("https://" + host);
    }
}
