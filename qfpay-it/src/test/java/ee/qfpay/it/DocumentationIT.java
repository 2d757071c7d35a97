package ee.qfpay.it;

import static org.assertj.core.api.Assertions.assertThat;

import com.example.shop.ShopDomain;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * What the README and the page on testing print as Java is code that was compiled and run here, and what the documents
 * link to is there.
 */
class DocumentationIT {

    private static final Path ROOT = Path.of("").toAbsolutePath().getParent();
    private static final Path SHOP = Path.of("src", "test", "java", "com", "example", "shop");
    private static final Path SANDBOX =
            ROOT.resolve(Path.of("qfpay-sandbox", "src", "test", "java", "ee", "qfpay", "sandbox"));
    private static final Pattern JAVA = Pattern.compile("(?s)```java\n(.*?)```");
    private static final Pattern LINK = Pattern.compile("\\]\\((?!https?:|#)([^)#]+)(#[^)]*)?\\)");

    @Test
    void tenLinesOfTheReadmeAreCompiledSource() throws IOException {
        assertThat(javaOf("README.md")).contains(region(SHOP.resolve("TenLines.java"), "README"));
    }

    @Test
    void foreignTestOfTheSandboxPageIsTheOneThatRuns() throws IOException {
        assertThat(javaOf("docs/testing-with-the-local-sandbox.md"))
                .contains(
                        Files.readString(SHOP.resolve("ShopPaysIT.java")),
                        Files.readString(SHOP.resolve("CheckoutServlet.java")),
                        Files.readString(SHOP.resolve("ShopDomain.java")));
    }

    @Test
    void shortTestOfTheSandboxPageIsOneOfTheSandbox() throws IOException {
        assertThat(javaOf("docs/testing-with-the-local-sandbox.md"))
                .contains(region(SANDBOX.resolve("ScriptAndModeTest.java"), "testing page"));
    }

    @Test
    void domainOfTheSandboxPageIsWritten() {
        try {
            new ShopDomain().launcherSessionOpened(null);
            assertThat(Path.of(System.getProperty("shop.domain"))).isRegularFile();
        } finally {
            System.clearProperty("shop.domain");
        }
    }

    @ParameterizedTest
    @MethodSource("pages")
    void linksLeadToFilesThatAreThere(String page) throws IOException {
        Path file = ROOT.resolve(page);
        assertThat(LINK.matcher(Files.readString(file)).results().map(link -> link.group(1)))
                .allSatisfy(link -> assertThat(file.resolveSibling(link)).exists());
    }

    /** What stands between the two markers of a source, without its indentation. */
    private static String region(Path source, String marker) throws IOException {
        String rest = Files.readString(source).split(" *// " + marker + ": begin\n")[1];
        return rest.split(" *// " + marker + ": end")[0].stripTrailing().stripIndent() + "\n";
    }

    @Test
    void everyTestClassStandsOnThePageAboutTests() throws IOException {
        String page = Files.readString(ROOT.resolve("docs/testing.md"));
        for (String module : List.of("qfpay-sandbox", "qfpay-ejb", "qfpay-web", "qfpay-it")) {
            try (Stream<Path> sources = Files.walk(ROOT.resolve(module).resolve("src/test/java"))) {
                assertThat(sources.map(source -> source.getFileName().toString())
                                .filter(name -> name.matches("\\w+(Test|IT)\\.java"))
                                .map(name -> name.substring(0, name.indexOf('.'))))
                        .as(module)
                        .isNotEmpty()
                        .allMatch(name -> page.matches("(?s).*\\b" + name + "`.*"));
            }
        }
    }

    /** Every document of the project, by its path from the root. */
    static List<String> pages() throws IOException {
        try (Stream<Path> root = Files.list(ROOT);
                Stream<Path> docs = Files.walk(ROOT.resolve("docs"))) {
            return Stream.concat(root, docs)
                    .map(page -> ROOT.relativize(page).toString())
                    .filter(page -> page.endsWith(".md"))
                    .toList();
        }
    }

    private static List<String> javaOf(String page) throws IOException {
        return JAVA.matcher(Files.readString(ROOT.resolve(page)))
                .results()
                .map((MatchResult block) -> block.group(1))
                .toList();
    }
}
