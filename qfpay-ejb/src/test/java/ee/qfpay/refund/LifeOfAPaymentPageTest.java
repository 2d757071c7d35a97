package ee.qfpay.refund;

import static org.assertj.core.api.Assertions.assertThat;

import ee.qfpay.payment.PaymentState;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The two tables of states in {@code docs/life-of-a-payment.md} are the tables of the code. */
class LifeOfAPaymentPageTest {

    private static final Path PAGE = Path.of("..", "docs", "life-of-a-payment.md");
    private static final Pattern NAME = Pattern.compile("`([A-Z_]+)`");

    @Test
    void paymentStatesOnThePageAreThoseOfTheCode() throws IOException {
        assertThat(tableUnder("## Payment states")).isEqualTo(tableOf(PaymentState.values(), PaymentState::successors));
    }

    @Test
    void refundStatesOnThePageAreThoseOfTheCode() throws IOException {
        assertThat(tableUnder("## Refund states")).isEqualTo(tableOf(RefundState.values(), RefundState::successors));
    }

    private static <S extends Enum<S>> Map<String, Set<String>> tableOf(
            S[] states, Function<S, ? extends Collection<S>> successors) {
        return Stream.of(states)
                .collect(Collectors.toMap(
                        Enum::name,
                        state -> successors.apply(state).stream()
                                .map(Enum::name)
                                .collect(Collectors.toCollection(TreeSet::new))));
    }

    /** Rows of the first table below the heading: what stands in the first two columns. */
    private static Map<String, Set<String>> tableUnder(String heading) throws IOException {
        Map<String, Set<String>> table = new LinkedHashMap<>();
        String section = Files.readString(PAGE).split(heading + "\n")[1].split("\n## ")[0];
        section.lines().filter(line -> line.startsWith("| `")).forEach(line -> {
            String[] cells = line.split("\\|");
            table.put(namesIn(cells[1]).iterator().next(), namesIn(cells[2]));
        });
        return table;
    }

    private static Set<String> namesIn(String cell) {
        return NAME.matcher(cell).results().map(name -> name.group(1)).collect(Collectors.toCollection(TreeSet::new));
    }
}
