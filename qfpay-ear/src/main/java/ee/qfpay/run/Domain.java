package ee.qfpay.run;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.X509Certificate;
import java.util.Collections;
import java.util.Date;

/**
 * The configuration an embedded server boots with, written into a work directory.
 *
 * @param configuration the domain.xml
 * @param ports what the server will listen on, loopback only
 */
public record Domain(Path configuration, Ports ports) {

    private static final String TEMPLATE = "domain.xml";

    /** The JDK's own roots carry this well-known password; it protects nothing secret. */
    private static final char[] ROOTS_PASSWORD = "changeit".toCharArray();

    /** Writes domain.xml and its truststore into the directory, over whatever an earlier start left there. */
    public static Domain write(Path directory, Ports ports) throws IOException {
        Files.createDirectories(directory);
        Path truststore = writeTruststore(directory.resolve("roots.p12"));
        String xml = template()
                .replace("@console.port@", Integer.toString(ports.console()))
                .replace("@admin.port@", Integer.toString(ports.admin()))
                .replace("@iiop.port@", Integer.toString(ports.iiop()))
                .replace("@truststore@", escaped(truststore.toAbsolutePath().toString()));
        return new Domain(Files.writeString(directory.resolve(TEMPLATE), xml), ports);
    }

    private static String template() throws IOException {
        try (InputStream in = Domain.class.getResourceAsStream(TEMPLATE)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    private static String escaped(String text) {
        return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
    }

    /** The JDK's roots without the expired ones: the server warns of each expired root it finds. */
    private static Path writeTruststore(Path file) throws IOException {
        try (OutputStream out = Files.newOutputStream(file)) {
            Path jdkRoots = Path.of(System.getProperty("java.home"), "lib", "security", "cacerts");
            KeyStore roots = KeyStore.getInstance(jdkRoots.toFile(), ROOTS_PASSWORD);
            KeyStore valid = KeyStore.getInstance("PKCS12");
            valid.load(null, null);
            for (String alias : Collections.list(roots.aliases())) {
                if (roots.getCertificate(alias) instanceof X509Certificate root
                        && root.getNotAfter().after(new Date())) {
                    valid.setCertificateEntry(alias, root);
                }
            }
            valid.store(out, ROOTS_PASSWORD);
            return file;
        } catch (GeneralSecurityException e) {
            throw new IOException("cannot copy the JDK's root certificates", e);
        }
    }
}
