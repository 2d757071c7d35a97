package ee.qfpay.account;

import static ee.qfpay.account.KnownSettings.PROXY;
import static ee.qfpay.account.KnownSettings.TRUST_STORE;
import static ee.qfpay.account.KnownSettings.TRUST_STORE_PASSWORD;
import static ee.qfpay.account.KnownSettings.TRUST_STORE_TYPE;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.util.Collections;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Through which proxy QFPay is reached by one account, and whose certificates are believed on the way. */
final class WayOutResolution {
    private static final Pattern HOST_AND_PORT =
            Pattern.compile("([A-Za-z0-9]([A-Za-z0-9.-]{0,251}[A-Za-z0-9])?|\\[[0-9a-fA-F:.]{2,45}]):(\\d{1,5})");
    private static final int LAST_PORT = 65_535;
    private static final int LARGEST_STORE = 1 << 20;
    private static final String NONE = "none";

    private final AccountValues values;

    WayOutResolution(AccountValues values) {
        this.values = values;
    }

    /** @param isThisMachine whether QFPay is at this machine, which is never reached through a proxy */
    WayOut wayOut(boolean isThisMachine) {
        Optional<WayOut.Proxy> proxy = values.find(PROXY.name()).flatMap(WayOutResolution::proxy);
        Optional<KeyStore> trusted = values.find(TRUST_STORE.name()).map(this::store);
        return new WayOut(isThisMachine ? Optional.empty() : proxy, trusted);
    }

    private static Optional<WayOut.Proxy> proxy(ConfigValues.Value value) {
        if (value.text().equalsIgnoreCase(NONE)) {
            return Optional.empty();
        }
        Matcher read = HOST_AND_PORT.matcher(value.text());
        int port = read.matches() ? Integer.parseInt(read.group(3)) : 0;
        if (port < 1 || port > LAST_PORT) {
            // The value itself stays out: whoever writes user and password into it must not find them in the log.
            throw refused(value, PROXY.rule());
        }
        return Optional.of(new WayOut.Proxy(read.group(1), port));
    }

    private KeyStore store(ConfigValues.Value value) {
        byte[] file = content(value);
        StoreType type = KnownSettings.TRUST_STORE_TYPE.in(values);
        try {
            KeyStore store = type == StoreType.PEM ? ofCertificates(file) : ofStore(file, type);
            if (Collections.list(store.aliases()).stream().noneMatch(alias -> isTrusted(store, alias))) {
                throw refused(value, "a file with at least one trusted certificate");
            }
            return store;
        } catch (IOException | GeneralSecurityException unreadable) {
            throw refused(
                    value,
                    "a file of the type " + type.name().toLowerCase(Locale.ROOT) + " ("
                            + TRUST_STORE_TYPE.name() + ") that opens with its password ("
                            + TRUST_STORE_PASSWORD.name() + ")");
        }
    }

    private static byte[] content(ConfigValues.Value value) {
        try {
            Path path = Path.of(value.text());
            if (!Files.isRegularFile(path) || Files.size(path) > LARGEST_STORE) {
                throw refused(value, TRUST_STORE.rule());
            }
            return Files.readAllBytes(path);
        } catch (IOException | InvalidPathException | SecurityException unreadable) {
            throw refused(value, TRUST_STORE.rule());
        }
    }

    private KeyStore ofStore(byte[] file, StoreType type) throws IOException, GeneralSecurityException {
        char[] password =
                TRUST_STORE_PASSWORD.find(values).map(String::toCharArray).orElse(null);
        KeyStore store = KeyStore.getInstance(type.name());
        store.load(new ByteArrayInputStream(file), password);
        return store;
    }

    private static KeyStore ofCertificates(byte[] file) throws IOException, GeneralSecurityException {
        KeyStore store = KeyStore.getInstance(StoreType.PKCS12.name());
        store.load(null, null);
        try (InputStream text = new ByteArrayInputStream(file)) {
            int count = 0;
            for (Certificate one : CertificateFactory.getInstance("X.509").generateCertificates(text)) {
                store.setCertificateEntry("trusted-" + count++, one);
            }
        }
        return store;
    }

    private static boolean isTrusted(KeyStore store, String alias) {
        try {
            return store.isCertificateEntry(alias);
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException("a store that was not loaded", impossible);
        }
    }

    private static BrokenConfiguration refused(ConfigValues.Value value, String rule) {
        return new BrokenConfiguration(
                "Set " + value.property() + " to " + rule + ": its value in " + value.source() + " is not.");
    }
}
