package ee.qfpay.it;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.UnaryOperator;
import org.jboss.shrinkwrap.api.ShrinkWrap;
import org.jboss.shrinkwrap.api.asset.StringAsset;
import org.jboss.shrinkwrap.api.exporter.ZipExporter;
import org.jboss.shrinkwrap.api.spec.EnterpriseArchive;
import org.jboss.shrinkwrap.api.spec.JavaArchive;
import org.jboss.shrinkwrap.api.spec.WebArchive;

/** The archives under test. */
public final class Archives {

    /** The server asks this JVM's class path first unless a WAR says otherwise. */
    static final String OWN_CLASSES_FIRST = "<glassfish-web-app><class-loader delegate=\"false\"/></glassfish-web-app>";

    private static final String BEANS =
            "<beans xmlns=\"https://jakarta.ee/xml/ns/jakartaee\" bean-discovery-mode=\"annotated\" version=\"4.0\"/>";

    private static EnterpriseArchive connectorOfTests;

    private Archives() {}

    /** The file of the EAR that the build just made. */
    public static Path earFile() {
        Path ear = Path.of(System.getProperty("qfpay.it.ear")).normalize();
        if (!Files.isRegularFile(ear)) {
            throw new IllegalStateException("There is no EAR at " + ear + ": run mvn verify, which builds it first.");
        }
        return ear;
    }

    private static EnterpriseArchive ear() {
        return ShrinkWrap.createFromZipFile(EnterpriseArchive.class, earFile().toFile());
    }

    /** The EAR with another text in a file of its EJB module, written to a directory. */
    static Path spoilt(Path directory, String file, UnaryOperator<String> spoiling) throws IOException {
        EnterpriseArchive ear = ear();
        JavaArchive module = ear.getAsType(JavaArchive.class, "qfpay-ejb.jar");
        try (InputStream content = module.get(file).getAsset().openStream()) {
            String text = new String(content.readAllBytes(), StandardCharsets.UTF_8);
            String other = spoiling.apply(text);
            if (other.equals(text)) {
                throw new IllegalArgumentException("that spoils nothing in " + file);
            }
            module.add(new StringAsset(other), file);
        }
        Path spoilt = directory.resolve("qfpay.ear");
        ear.as(ZipExporter.class).exportTo(spoilt.toFile());
        return spoilt;
    }

    /**
     * The EAR as it was built, with a clock that {@link MovableClock#move} moves, and beside its pages a {@link ProbeServlet} by which a
     * test looks inside. Always the same object: {@link SharedDeployments}.
     */
    static EnterpriseArchive connectorOfTests() {
        if (connectorOfTests == null) {
            connectorOfTests = withMovableClock(earWithProbe());
        }
        return connectorOfTests;
    }

    private static EnterpriseArchive earWithProbe() {
        EnterpriseArchive ear = ear();
        WebArchive war = ear.getAsType(WebArchive.class, "qfpay.war");
        war.addClasses(ProbeServlet.class, AllTables.class, HeldEvent.class);
        war.addAsWebInfResource(new StringAsset(OWN_CLASSES_FIRST), "glassfish-web.xml");
        return ear;
    }

    private static EnterpriseArchive withMovableClock(EnterpriseArchive ear) {
        JavaArchive clock = ShrinkWrap.create(JavaArchive.class, "movable-clock.jar")
                .addClasses(MovableClock.class)
                .addAsManifestResource(new StringAsset(BEANS), "beans.xml");
        return ear.addAsLibrary(clock);
    }
}
