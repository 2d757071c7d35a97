package ee.qfpay.gateway;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * One answer of QFPay as a file: a header that says where it is from and what it must be read as, three dashes, the body.
 * The README beside the files explains the header.
 */
record AnswerFile(String name, Map<String, List<String>> header, String body) {

    static final Path FOLDER = Path.of("src", "test", "resources", "ee", "qfpay", "gateway", "answers");

    static List<AnswerFile> all() {
        try (Stream<Path> files = Files.list(FOLDER)) {
            return files.filter(file -> file.toString().endsWith(".txt"))
                    .sorted()
                    .map(AnswerFile::read)
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static AnswerFile read(Path file) {
        try {
            String[] parts = Files.readString(file, StandardCharsets.UTF_8).split("\n---\n", 2);
            Map<String, List<String>> header = new LinkedHashMap<>();
            parts[0].lines().forEach(line -> {
                String[] field = line.split(": ", 2);
                header.computeIfAbsent(field[0], name -> new ArrayList<>()).add(field[1]);
            });
            return new AnswerFile(file.getFileName().toString(), header, parts[1].stripTrailing());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    String field(String name, String otherwise) {
        return header.getOrDefault(name, List.of(otherwise)).get(0);
    }

    String field(String name) {
        return header.get(name).get(0);
    }

    boolean has(String name) {
        return header.containsKey(name);
    }

    List<String> rows() {
        return header.getOrDefault("row", List.of());
    }

    @Override
    public String toString() {
        return name;
    }
}
