package ee.qfpay;

import static org.assertj.core.api.Assertions.assertThat;

import ee.qfpay.api.QfpayException;
import java.io.IOException;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The page for developers of other applications, {@code docs/integrating.md}, names all that the client jar offers. */
class IntegratingPageTest {

    private static final Path PAGE = Path.of("..", "docs", "integrating.md");
    private static final Path API = Path.of("src", "main", "java", "ee", "qfpay", "api");
    private static final Pattern CODE = Pattern.compile("(?s)```.*?```|`[^`\n]+`");
    private static final Pattern WORD = Pattern.compile("\\w+");

    /** What every object has, and what begins and ends a builder. Exceptions are made by the connector alone. */
    private static final Set<String> NOT_OFFERED =
            Set.of("equals", "hashCode", "toString", "build", "values", "valueOf", "of", "getMessage");

    @Test
    void everyTypeIsNamed() throws Exception {
        assertThat(types().map(Class::getSimpleName)
                        .filter(name -> !wordsInCode().contains(name)))
                .as("types of ee.qfpay.api that the page does not name")
                .isEmpty();
    }

    @Test
    void everyMethodThatAnApplicationCallsIsNamed() throws Exception {
        Set<String> named = wordsInCode();
        assertThat(types().flatMap(IntegratingPageTest::offered)
                        .filter(method -> !named.contains(method.substring(method.indexOf('.') + 1))))
                .as("methods of ee.qfpay.api that the page does not name")
                .isEmpty();
    }

    @Test
    void everyStatusIsNamed() throws Exception {
        assertThat(types().filter(Class::isEnum)
                        .filter(type -> type.getSimpleName().endsWith("Status"))
                        .flatMap(type -> Arrays.stream(type.getEnumConstants()))
                        .map(Object::toString)
                        .filter(status -> !wordsInCode().contains(status)))
                .isEmpty();
    }

    private static Stream<String> offered(Class<?> type) {
        return Stream.concat(
                        Arrays.stream(type.getDeclaredMethods()),
                        Arrays.stream(type.getDeclaredClasses())
                                .filter(inner -> type.getSimpleName().endsWith("Order"))
                                .flatMap(inner -> Arrays.stream(inner.getDeclaredMethods())))
                .filter(method -> Modifier.isPublic(method.getModifiers()) && !method.isSynthetic())
                .filter(method -> !QfpayException.class.isAssignableFrom(method.getReturnType()))
                .map(Method::getName)
                .filter(name -> !NOT_OFFERED.contains(name))
                .map(name -> type.getSimpleName() + "." + name);
    }

    private static Stream<Class<?>> types() throws IOException {
        try (Stream<Path> sources = Files.list(API)) {
            return sources
                    .map(source -> source.getFileName().toString().replace(".java", ""))
                    .filter(name -> !name.equals("package-info"))
                    .<Class<?>>map(IntegratingPageTest::type)
                    .filter(type -> Modifier.isPublic(type.getModifiers()))
                    .toList()
                    .stream();
        }
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
        try {
            return CODE.matcher(Files.readString(PAGE))
                    .results()
                    .map(MatchResult::group)
                    .flatMap(code -> WORD.matcher(code).results().map(MatchResult::group))
                    .collect(Collectors.toSet());
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }
}
