package ee.qfpay;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** The Java sources of all modules, for tests that hold a page to what is there. */
record Sources(Map<String, String> textByClass) {

    private static final Path ROOT = Path.of("..").toAbsolutePath().normalize();
    private static final List<String> MODULES =
            List.of("qfpay-sandbox", "qfpay-ejb", "qfpay-web", "qfpay-ear", "qfpay-it");
    private static final Pattern CODE = Pattern.compile("`([^`]+)`");

    /** An annotation that makes a test, and the name in the next declaration that is indented like it. */
    private static final Pattern TEST = Pattern.compile(
            "(?m)^( +)@(?:Test|ParameterizedTest|RepeatedTest|TestFactory|Property|Example|ArchTest)\\b.*\\n"
                    + "(?:(?!\\1[\\w<]).*\\n)*?\\1[\\w<][\\w<>?,. ]* (\\w+)\\s*[(=]");

    /** What the modules are made of. */
    static Sources main() throws IOException {
        return of("src/main/java");
    }

    /** What tests them. */
    static Sources test() throws IOException {
        return of("src/test/java");
    }

    private static Sources of(String folder) throws IOException {
        List<Path> files = new ArrayList<>();
        for (String module : MODULES) {
            Path sources = ROOT.resolve(module).resolve(folder);
            if (Files.isDirectory(sources)) {
                try (Stream<Path> all = Files.walk(sources)) {
                    all.filter(file -> file.toString().endsWith(".java")).forEach(files::add);
                }
            }
        }
        return new Sources(files.stream()
                .collect(Collectors.toMap(
                        file -> file.getFileName().toString().replace(".java", ""),
                        Sources::text,
                        (one, other) -> one + other)));
    }

    private static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Whether there is a class of this simple name. */
    boolean has(String name) {
        return textByClass.containsKey(name);
    }

    /** The source of a class; empty where there is none. */
    String textOf(String name) {
        return textByClass.getOrDefault(name, "");
    }

    /** Whether this, {@code Class.method}, is a method or a rule that is run as a test. */
    boolean hasTest(String name) {
        int dot = name.indexOf('.');
        String source = textOf(name.substring(0, Math.max(dot, 0)));
        return TEST.matcher(source).results().anyMatch(found -> found.group(2).equals(name.substring(dot + 1)));
    }

    /** The source of this test's class without the other tests of it: what it says itself and what all of them share. */
    String textOfTest(String name) {
        int dot = name.indexOf('.');
        String source = textOf(name.substring(0, Math.max(dot, 0)));
        StringBuilder kept = new StringBuilder();
        int end = 0;
        for (MatchResult found : TEST.matcher(source).results().toList()) {
            if (!found.group(2).equals(name.substring(dot + 1))) {
                kept.append(source, end, found.start());
                end = source.indexOf("\n" + found.group(1) + "}", found.end());
            }
        }
        return kept.append(source.substring(end)).toString();
    }

    /** What the groups of the pattern's matches hold, those that took part. */
    static Set<String> found(Pattern pattern, String text) {
        return pattern.matcher(text)
                .results()
                .flatMap(match -> IntStream.rangeClosed(1, match.groupCount()).mapToObj(match::group))
                .filter(Objects::nonNull)
                .collect(Collectors.toCollection(TreeSet::new));
    }

    /** What a text of Markdown sets as code. */
    static List<String> codeIn(String text) {
        return CODE.matcher(text).results().map(found -> found.group(1)).toList();
    }
}
