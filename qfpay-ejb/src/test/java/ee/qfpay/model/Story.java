package ee.qfpay.model;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What happened, from when on.
 *
 * @param name what it is about; empty for one by chance
 */
record Story(String name, Instant begin, List<Step> steps) {

    /** The stories that are kept. */
    static List<Story> kept() {
        try (InputStream file = Story.class.getResourceAsStream("stories.txt")) {
            return Stream.of(new String(file.readAllBytes(), StandardCharsets.UTF_8).split("\n\n+"))
                    .map(Story::of)
                    .filter(story -> !story.steps().isEmpty())
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Reads what {@link #toString} writes, and remarks before it. */
    static Story of(String paragraph) {
        List<String> lines = paragraph.lines().filter(line -> !line.isBlank()).toList();
        String name = lines.stream()
                .filter(line -> line.startsWith("#"))
                .map(line -> line.substring(1).strip())
                .collect(Collectors.joining(" "));
        List<String> told = lines.stream().filter(line -> !line.startsWith("#")).toList();
        return told.isEmpty()
                ? new Story(name, Instant.EPOCH, List.of())
                : new Story(
                        name,
                        Instant.parse(told.get(0)),
                        told.stream().skip(1).map(Step::of).toList());
    }

    @Override
    public String toString() {
        return begin + "\n" + steps.stream().map(Step::toString).collect(Collectors.joining("\n"));
    }
}
