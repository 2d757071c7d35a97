package ee.qfpay;

import static org.assertj.core.api.Assertions.assertThat;

import ee.qfpay.api.QfpayException;
import jakarta.ejb.Remote;
import java.io.IOException;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The page for developers of other applications, {@code docs/integrating.md}, names all that the client jar offers. */
class IntegratingPageTest {

    private static final Path PAGE = Path.of("..", "docs", "integrating.md");
    private static final Path API = Path.of("src", "main", "java", "ee", "qfpay", "api");
    private static final Pattern CODE = Pattern.compile("((?s)```.*?```|`[^`\n]+`)");
    private static final Pattern WORD = Pattern.compile("(\\w+)");
    private static final Pattern CALL = Pattern.compile("^(\\w+)\\(");

    /** What a refusal's {@code code()} may be, as its class writes it. */
    private static final Pattern CODE_OF_REFUSAL = Pattern.compile("\"([A-Z]+(?:_[A-Z]+)*)\"");

    /** What every object has, and what begins and ends a builder. */
    private static final Set<String> NOT_OFFERED =
            Set.of("equals", "hashCode", "toString", "build", "values", "valueOf", "of", "getMessage");

    private static String page;
    private static List<Class<?>> types;

    @BeforeAll
    static void read() throws IOException {
        page = Files.readString(PAGE);
        try (Stream<Path> sources = Files.list(API)) {
            types = sources.map(source -> source.getFileName().toString().replace(".java", ""))
                    .filter(name -> !name.equals("package-info"))
                    .<Class<?>>map(IntegratingPageTest::type)
                    .filter(type -> Modifier.isPublic(type.getModifiers()))
                    .toList();
        }
    }

    @Test
    void everyTypeIsNamed() {
        Set<String> named = wordsInCode();

        assertThat(types)
                .extracting(Class::getSimpleName)
                .filteredOn(name -> !named.contains(name))
                .as("types of ee.qfpay.api that the page does not name")
                .isEmpty();
    }

    @Test
    void everyMethodOfABeanHasItsRowWithWhatItGives() {
        List<List<String>> rows = rows("### Methods");
        List<Method> methods = types.stream()
                .filter(type -> type.isAnnotationPresent(Remote.class))
                .flatMap(bean -> Arrays.stream(bean.getDeclaredMethods()))
                .toList();

        assertThat(rows)
                .extracting(row -> row.get(0).replaceAll("`|\\(.*", ""))
                .containsExactlyInAnyOrderElementsOf(
                        methods.stream().map(IntegratingPageTest::fullName).toList());
        for (Method method : methods) {
            List<String> row = rows.stream()
                    .filter(one -> one.get(0).startsWith("`" + fullName(method) + "("))
                    .findFirst()
                    .orElseThrow();
            assertThat(row.get(1)).as(fullName(method)).isNotBlank();
            types.stream()
                    .map(Class::getSimpleName)
                    .filter(type -> Pattern.compile("\\b" + type + "\\b")
                            .matcher(method.getGenericReturnType().getTypeName())
                            .find())
                    .forEach(type -> assertThat(Sources.codeIn(row.get(1)))
                            .as(fullName(method))
                            .contains(type));
        }
    }

    @Test
    void everyStepOfABuilderHasItsRow() {
        assertThat(steps("## Pay"))
                .containsExactlyInAnyOrderElementsOf(offered(ee.qfpay.api.PaymentOrder.Builder.class));
        assertThat(steps("## QFPay's checkout page"))
                .containsExactlyInAnyOrderElementsOf(offered(ee.qfpay.api.CheckoutOrder.Builder.class));
    }

    /** In a table of the type's own, or in a row of its own. */
    @Test
    void everyPartOfWhatIsTakenAndGivenIsInItsTypesRows() {
        for (Class<?> type : types) {
            if (!type.isAnnotationPresent(Remote.class)) {
                assertThat(parts(type)).as(type.getSimpleName()).isEqualTo(offered(type));
            }
        }
    }

    @Test
    void everyStatusIsNamed() {
        Set<String> named = wordsInCode();

        assertThat(types.stream()
                        .filter(type -> type.isEnum() && type.getSimpleName().endsWith("Status"))
                        .flatMap(type -> Arrays.stream(type.getEnumConstants()))
                        .map(Object::toString))
                .isNotEmpty()
                .allMatch(named::contains);
    }

    @Test
    void everyRefusalSaysWhatToDoInItsJavadocAndInARowForEachOfItsCodes() throws IOException {
        List<List<String>> rows = rows("## Exceptions");
        Set<String> told = new TreeSet<>();
        for (Class<?> refusal : refusals()) {
            String source = Files.readString(API.resolve(refusal.getSimpleName() + ".java"));
            String before = source.substring(0, source.indexOf("public final class"));
            assertThat(before.substring(before.lastIndexOf("/**")))
                    .as(refusal.getSimpleName())
                    .containsPattern("\\* <p>Remedy: \\w");
            Sources.found(CODE_OF_REFUSAL, source)
                    .forEach(code -> told.add("`" + refusal.getSimpleName() + "` `" + code + "`"));
        }

        assertThat(rows).extracting(row -> row.get(0) + " " + row.get(1)).containsExactlyInAnyOrderElementsOf(told);
        assertThat(rows).allSatisfy(row -> assertThat(row).hasSize(6).noneMatch(String::isBlank));
    }

    private static List<Class<?>> refusals() {
        List<Class<?>> refusals = types.stream()
                .filter(type -> QfpayException.class.isAssignableFrom(type) && type != QfpayException.class)
                .toList();
        assertThat(refusals).hasSizeGreaterThan(5).allMatch(type -> Modifier.isFinal(type.getModifiers()));
        return refusals;
    }

    private static String fullName(Method method) {
        return method.getDeclaringClass().getSimpleName() + "." + method.getName();
    }

    /** Methods that an application calls; exceptions are made by the connector alone. */
    private static Set<String> offered(Class<?> type) {
        return Arrays.stream(type.getDeclaredMethods())
                .filter(method -> Modifier.isPublic(method.getModifiers()) && !method.isSynthetic())
                .filter(method -> !QfpayException.class.isAssignableFrom(method.getReturnType()))
                .map(Method::getName)
                .filter(name -> !NOT_OFFERED.contains(name))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static Set<String> parts(Class<?> type) {
        String name = "`" + type.getSimpleName() + "`";
        Set<String> parts = new TreeSet<>();
        String head = "";
        for (String line : part("## Reference").split("\n")) {
            List<String> cells = cells(line);
            if (cells.isEmpty()) {
                head = "";
                continue;
            }
            head = head.isEmpty() ? "table of " + cells.get(0) : head;
            if (head.equals("table of " + name) || cells.get(0).equals(name)) {
                Sources.codeIn(line).forEach(code -> parts.addAll(Sources.found(CALL, code)));
            }
        }
        return parts;
    }

    private static List<String> steps(String title) {
        return part(title)
                .split("\n\\| Step of the builder ")[1]
                .split("\n\n")[0]
                .lines()
                .skip(2)
                .flatMap(row -> Sources.codeIn(cells(row).get(0)).stream())
                .map(code -> code.replaceAll("\\(.*", ""))
                .toList();
    }

    /** The rows of the tables below this title that begin with code. */
    private static List<List<String>> rows(String title) {
        return part(title)
                .lines()
                .filter(line -> line.startsWith("| `"))
                .map(IntegratingPageTest::cells)
                .toList();
    }

    /** From this title to the next one of its rank. */
    private static String part(String title) {
        String rank = title.substring(0, title.indexOf(' ') + 1);
        return page.split("\n" + Pattern.quote(title) + "\n")[1].split("\n#{2," + (rank.length() - 1) + "} ")[0];
    }

    private static List<String> cells(String line) {
        String[] cells = line.split("\\|", -1);
        return cells.length < 3
                ? List.of()
                : Arrays.stream(cells, 1, cells.length - 1).map(String::strip).toList();
    }

    private static Class<?> type(String name) {
        try {
            return Class.forName("ee.qfpay.api." + name);
        } catch (ClassNotFoundException e) {
            throw new AssertionError(e);
        }
    }

    /** The words that the page prints as code. */
    private static Set<String> wordsInCode() {
        return Sources.found(WORD, String.join("\n", Sources.found(CODE, page)));
    }
}
