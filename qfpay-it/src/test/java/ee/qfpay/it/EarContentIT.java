package ee.qfpay.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.jar.JarInputStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What the built EAR carries: exactly the libraries we chose, and nothing that the server brings or that only tests need. */
class EarContentIT {

    /** Each library without its version; whoever adds one names it here. */
    private static final List<String> LIBRARIES = List.of(
            "com.fasterxml-classmate",
            "com.fasterxml.jackson.core-jackson-annotations",
            "com.fasterxml.jackson.core-jackson-core",
            "com.fasterxml.jackson.core-jackson-databind",
            "com.google.zxing-core",
            "de.siegmar-fastcsv",
            "io.github.resilience4j-resilience4j-circuitbreaker",
            "io.github.resilience4j-resilience4j-core",
            "io.smallrye-jandex",
            "net.bytebuddy-byte-buddy",
            "org.antlr-antlr4-runtime",
            "org.flywaydb-flyway-core",
            "org.flywaydb-flyway-database-postgresql",
            "org.hibernate.common-hibernate-commons-annotations",
            "org.hibernate.orm-hibernate-core",
            "org.jboss.logging-jboss-logging",
            "org.postgresql-postgresql",
            "org.slf4j-slf4j-api",
            "org.slf4j-slf4j-jdk14");

    private static final List<String> MODULES = List.of("qfpay-ejb.jar", "qfpay.war");

    /** Packages of the server, of the sandbox, the launcher and the test tools: in no module and in no library. */
    private static final List<String> FOREIGN = List.of(
            "jakarta/",
            "javax/xml/bind/",
            "org/eclipse/microprofile/",
            "org/glassfish/",
            "ee/qfpay/sandbox/",
            "ee/qfpay/run/",
            "ee/qfpay/it/",
            "org/junit/",
            "org/assertj/",
            "org/h2/",
            "com/google/gson/");

    @Test
    void itHoldsExactlyTheLibrariesWeChose() throws IOException {
        assertThat(names(".jar").filter(name -> name.startsWith("lib/")).map(EarContentIT::withoutVersion))
                .containsExactlyInAnyOrderElementsOf(
                        LIBRARIES.stream().map(name -> "lib/" + name).toList());
    }

    @Test
    void itHoldsOneEjbModuleAndOneWebModule() throws IOException {
        assertThat(Stream.concat(names(".jar"), names(".war")).filter(name -> !name.contains("/")))
                .containsExactlyInAnyOrderElementsOf(MODULES);
    }

    @Test
    void theWebModuleHoldsOnlyThePageComponents() throws IOException {
        assertThat(classesAndJars("qfpay.war")
                        .filter(name -> name.endsWith(".jar"))
                        .map(EarContentIT::withoutVersion))
                .containsExactly("WEB-INF/lib/primefaces");
    }

    @Test
    void nothingOfTheServerTheSandboxOrTheTestsIsInside() throws IOException {
        for (String archive : Stream.concat(names(".jar"), names(".war")).toList()) {
            assertThat(classesAndJars(archive)
                            .map(name -> name.replace("WEB-INF/classes/", ""))
                            .filter(name -> FOREIGN.stream().anyMatch(name::startsWith)))
                    .as("foreign classes in " + archive)
                    .isEmpty();
        }
    }

    @Test
    void theClientJarHoldsTheApiAndNothingElse() throws IOException {
        try (JarFile client = new JarFile(ShopArchive.clientJar().toFile())) {
            assertThat(client.stream().map(JarEntry::getName).filter(name -> !name.endsWith("/")))
                    .allMatch(name -> name.startsWith("ee/qfpay/api/") || name.startsWith("META-INF/"))
                    .contains("ee/qfpay/api/Payments.class");
        }
    }

    private static Stream<String> names(String ending) throws IOException {
        try (JarFile ear = new JarFile(Archives.earFile().toFile())) {
            return ear.stream().map(JarEntry::getName).filter(name -> name.endsWith(ending)).toList().stream();
        }
    }

    private static Stream<String> classesAndJars(String archive) throws IOException {
        List<String> names = new ArrayList<>();
        try (JarFile ear = new JarFile(Archives.earFile().toFile());
                InputStream bytes = ear.getInputStream(ear.getEntry(archive));
                JarInputStream entries = new JarInputStream(bytes)) {
            for (JarEntry entry = entries.getNextJarEntry(); entry != null; entry = entries.getNextJarEntry()) {
                names.add(entry.getName());
            }
        }
        return names.stream().filter(name -> name.endsWith(".class") || name.endsWith(".jar"));
    }

    /** {@code lib/org.antlr-antlr4-runtime-4.13.2.jar} gives {@code lib/org.antlr-antlr4-runtime}. */
    private static String withoutVersion(String jar) {
        return jar.replaceFirst("-\\d[^/]*\\.jar$", "");
    }
}
