package ee.qfpay.it;

import ee.qfpay.run.Ports;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Stream;

/**
 * A copy of the domain that Payara Server ships, changed only so that it listens on free ports of loopback and nowhere
 * else from its first start. All else is left to the commands of the page on operating.
 *
 * @param directory the domain's own directory
 * @param ports what it listens on
 */
record ServerDomain(Path directory, Ports ports) {

    static final String NAME = "domain1";

    /** Copies the shipped domain below the given directory. */
    static ServerDomain copy(Path payara, Path domains, Ports ports) throws IOException {
        Path shipped = payara.resolve(Path.of("glassfish", "domains", NAME));
        Path directory = domains.resolve(NAME);
        try (Stream<Path> files = Files.walk(shipped)) {
            files.forEach(file -> copy(file, directory.resolve(shipped.relativize(file))));
        }
        Path configuration = directory.resolve(Path.of("config", "domain.xml"));
        String xml = Files.readString(configuration);
        for (Map.Entry<String, String> change : changes(ports).entrySet()) {
            if (!xml.contains(change.getKey())) {
                throw new IllegalStateException(configuration + " has no " + change.getKey());
            }
            xml = xml.replaceFirst(
                    java.util.regex.Pattern.quote(change.getKey()),
                    java.util.regex.Matcher.quoteReplacement(change.getValue()));
        }
        Files.writeString(configuration, xml);
        return new ServerDomain(directory, ports);
    }

    private static void copy(Path from, Path to) {
        try {
            Files.createDirectories(to.getParent());
            if (!Files.isDirectory(to)) {
                Files.copy(from, to);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("the shipped domain cannot be copied", e);
        }
    }

    /** In the shipped file, and what stands there instead. */
    private static Map<String, String> changes(Ports ports) {
        Map<String, String> changes = new LinkedHashMap<>();
        changes.put("port=\"8080\" protocol", "port=\"" + ports.console() + "\" address=\"127.0.0.1\" protocol");
        changes.put("port=\"8181\" protocol", "port=\"8181\" enabled=\"false\" protocol");
        changes.put("port=\"4848\" protocol", "port=\"" + ports.admin() + "\" address=\"127.0.0.1\" protocol");
        changes.put("address=\"0.0.0.0\" port=\"3700\"", "address=\"127.0.0.1\" port=\"" + ports.iiop() + "\"");
        changes.put("address=\"0.0.0.0\" port=\"3820\"", "enabled=\"false\" address=\"127.0.0.1\" port=\"3820\"");
        changes.put("address=\"0.0.0.0\" port=\"3920\"", "enabled=\"false\" address=\"127.0.0.1\" port=\"3920\"");
        changes.put("address=\"0.0.0.0\" port=\"8686\"", "enabled=\"false\" address=\"127.0.0.1\" port=\"8686\"");
        changes.put(
                "<payara-executor-service-configuration />",
                "<payara-executor-service-configuration /><hazelcast-config-specific-configuration enabled=\"false\"/>"
                        + "<jms-service default-jms-host=\"default_JMS_host\" type=\"DISABLED\">"
                        + "<jms-host name=\"default_JMS_host\" host=\"localhost\" port=\"7676\"/></jms-service>");
        return changes;
    }
}
