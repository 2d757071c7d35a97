package ee.qfpay.gateway;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.util.Base64;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;

/** A certificate that nobody but this test vouches for, made when it is asked for and kept in a folder of the test's. */
public final class SelfSigned {
    public static final String PASSWORD = "of-this-test";
    private static final String ALIAS = "qfpay";

    private final Path folder;
    private final KeyStore keys;

    /** @param host whom the certificate names */
    public SelfSigned(Path folder, String host) {
        this.folder = folder;
        Path file = folder.resolve("keys.p12");
        try {
            run(
                    Path.of(System.getProperty("java.home"), "bin", "keytool").toString(),
                    "-genkeypair -keyalg EC -alias " + ALIAS + " -dname CN=" + host + " -ext SAN=dns:" + host
                            + " -validity 2 -storetype PKCS12 -storepass " + PASSWORD + " -keystore " + file);
            keys = KeyStore.getInstance("PKCS12");
            try (InputStream in = Files.newInputStream(file)) {
                keys.load(in, PASSWORD.toCharArray());
            }
        } catch (IOException | GeneralSecurityException failed) {
            throw new IllegalStateException("no certificate could be made", failed);
        }
    }

    /** What a server shows. */
    SSLContext server() throws GeneralSecurityException {
        KeyManagerFactory managers = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        managers.init(keys, PASSWORD.toCharArray());
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(managers.getKeyManagers(), null, null);
        return context;
    }

    /** A PKCS12 file that trusts the certificate. */
    public Path trustStore() throws IOException, GeneralSecurityException {
        KeyStore trusted = KeyStore.getInstance("PKCS12");
        trusted.load(null, null);
        trusted.setCertificateEntry(ALIAS, certificate());
        Path file = folder.resolve("trusted.p12");
        try (OutputStream out = Files.newOutputStream(file)) {
            trusted.store(out, PASSWORD.toCharArray());
        }
        return file;
    }

    /** The store of the key itself: it trusts nobody. */
    public Path keyStore() {
        return folder.resolve("keys.p12");
    }

    /** The certificate as text. */
    public Path pem() throws IOException, GeneralSecurityException {
        String text = Base64.getMimeEncoder(64, "\n".getBytes(StandardCharsets.US_ASCII))
                .encodeToString(certificate().getEncoded());
        return Files.writeString(
                folder.resolve("trusted.pem"),
                "-----BEGIN CERTIFICATE-----\n" + text + "\n-----END CERTIFICATE-----\n");
    }

    private Certificate certificate() throws GeneralSecurityException {
        return keys.getCertificate(ALIAS);
    }

    private static void run(String program, String arguments) throws IOException {
        String[] words = (program + " " + arguments).split(" ");
        Process process = new ProcessBuilder(words).redirectErrorStream(true).start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        if (process.onExit().join().exitValue() != 0) {
            throw new IOException(said);
        }
    }
}
