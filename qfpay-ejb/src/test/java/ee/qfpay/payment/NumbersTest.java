package ee.qfpay.payment;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class NumbersTest {

    @Test
    void hundredThousandNumbersOfOneMomentAreAllDifferent() {
        Set<String> made = IntStream.range(0, 100_000)
                .parallel()
                .mapToObj(i -> Numbers.forOrder(Orders.NOW))
                .collect(Collectors.toSet());

        assertThat(made).hasSize(100_000);
    }

    @Test
    void numberIsPlainAndBeginsWithItsKindAndTime() {
        assertThat(Numbers.forOrder(Orders.NOW)).matches("P20260714063000[0-9A-HJKMNP-TV-Z]{16}");
        assertThat(Numbers.forRefund(Orders.NOW)).matches("R20260714063000[0-9A-HJKMNP-TV-Z]{16}");
    }

    @Test
    void madeNumberKeepsTheRulesForNumbers() {
        Violations violations = new Violations();
        violations.checkNumber("order number", Numbers.forOrder(Orders.NOW));
        violations.checkNumber("refund number", Numbers.forRefund(Orders.NOW));

        assertThat(violations.isEmpty()).isTrue();
    }
}
