package ee.qfpay.refund;

import static org.assertj.core.api.Assertions.assertThat;

import ee.qfpay.payment.PaymentState;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * The diagrams and tables of states in {@code docs/life-of-a-payment.md} are made from the tables of the code. After a change
 * of those, write the page anew and then say in its last column what a new state means:
 *
 * <pre>mvn -pl qfpay-ejb -am test -Dtest=LifeOfAPaymentPageTest -Dsurefire.failIfNoSpecifiedTests=false -Dqfpay.docs.write=true</pre>
 */
class LifeOfAPaymentPageTest {

    private static final Path PAGE = Path.of("..", "docs", "life-of-a-payment.md");
    private static final Pattern ROW = Pattern.compile("^\\| `([A-Z_]+)` \\|[^|]*\\|(.*)$");

    @Test
    void paymentStatesOnThePageAreThoseOfTheCode() throws IOException {
        compare("## Payment states\n", PaymentState.values(), PaymentState::successors);
    }

    @Test
    void refundStatesOnThePageAreThoseOfTheCode() throws IOException {
        compare("## Refund states\n", RefundState.values(), RefundState::successors);
    }

    private static <S extends Enum<S>> void compare(
            String heading, S[] states, Function<S, ? extends Collection<S>> successors) throws IOException {
        String page = Files.readString(PAGE);
        int start = page.indexOf(heading) + heading.length();
        int end = page.indexOf("\n## ", start);
        String made = made(page.substring(start, end), states, successors);
        if (Boolean.getBoolean("qfpay.docs.write")) {
            Files.writeString(PAGE, page.substring(0, start) + made + page.substring(end));
        }
        assertThat(Files.readString(PAGE))
                .as("write the page anew as the comment of this test says")
                .contains(heading + made);
    }

    /** The section with diagram and table as the code has them, and everything else as it is. */
    private static <S extends Enum<S>> String made(
            String section, S[] states, Function<S, ? extends Collection<S>> successors) {
        String withDiagram = Pattern.compile("```mermaid\n.*?```", Pattern.DOTALL)
                .matcher(section)
                .replaceFirst(Matcher.quoteReplacement(diagram(states, successors)));
        List<String> lines = withDiagram.lines().toList();
        List<String> rows =
                lines.stream().filter(line -> ROW.matcher(line).matches()).toList();
        String table = Arrays.stream(states)
                .map(state -> "| `" + state + "` | " + names(successors.apply(state)) + " |" + meaning(rows, state))
                .collect(Collectors.joining("\n"));
        int first = withDiagram.indexOf(rows.get(0));
        String last = rows.get(rows.size() - 1);
        int behind = withDiagram.indexOf(last) + last.length();
        return withDiagram.substring(0, first) + table + withDiagram.substring(behind);
    }

    private static String meaning(List<String> rows, Enum<?> state) {
        return rows.stream()
                .map(ROW::matcher)
                .filter(row -> row.matches() && row.group(1).equals(state.name()))
                .map(row -> row.group(2))
                .findFirst()
                .orElse(" |");
    }

    private static <S extends Enum<S>> String names(Collection<S> states) {
        String names = states.stream().map(state -> "`" + state + "`").collect(Collectors.joining(", "));
        return names.isEmpty() ? "nothing" : names;
    }

    private static <S extends Enum<S>> String diagram(S[] states, Function<S, ? extends Collection<S>> successors) {
        Stream<String> begin = Stream.of("```mermaid", "stateDiagram-v2", "    [*] --> " + "RECORDED");
        Stream<String> moves = Arrays.stream(states)
                .flatMap(from -> successors.apply(from).stream().map(to -> "    " + from + " --> " + to));
        Stream<String> ends = Arrays.stream(states)
                .filter(state -> successors.apply(state).isEmpty())
                .map(state -> "    " + state + " --> [*]");
        return Stream.of(begin, moves, ends, Stream.of("```"))
                .flatMap(Function.identity())
                .collect(Collectors.joining("\n"));
    }
}
