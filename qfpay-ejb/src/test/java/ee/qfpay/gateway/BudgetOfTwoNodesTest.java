package ee.qfpay.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import ee.qfpay.BeansOnH2;
import ee.qfpay.BooksOnH2;
import ee.qfpay.ServerGiven;
import ee.qfpay.ledger.RequestLogs;
import jakarta.ejb.SessionContext;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What one node sent is counted where the next one, and the same one after a restart, find it: in the database. */
class BudgetOfTwoNodesTest {
    private static final String MERCHANT = "0123456789abcdef0123456789abcdef";

    private static final Map<Class<?>, Object> GIVEN = Map.of(SessionContext.class, ServerGiven.anApplication());

    private final BooksOnH2 books = new BooksOnH2("budget-" + System.nanoTime(), GIVEN);
    private final HandTime time = new HandTime();

    @Test
    void twoNodesTogetherSendAsMuchAsOneMayAndARestartForgetsNothing() {
        Budget one = node();
        Budget other = node();
        int sent = 0;
        for (int tick = 0; tick < 100; tick++) {
            sent += taken(one) + taken(other);
            time.pass(Duration.ofMillis(100));
        }

        assertThat(sent).as("in ten seconds").isEqualTo(400);
        Budget restarted = node();
        assertThat(taken(restarted)).isZero();
        time.pass(Duration.ofSeconds(45));
        assertThat(taken(restarted)).as("55 seconds after the first").isZero();
        time.pass(Duration.ofSeconds(10));
        assertThat(taken(restarted)).as("a minute after the first").isPositive();
    }

    @Test
    void whatOneNodeGivesBackAnotherMayHave() {
        Budget one = node();
        while (one.take(Purpose.PAYMENT, Duration.ZERO, time.somePlace()).isPresent()) {
            // all of this second
        }
        Budget other = node();
        assertThat(other.take(Purpose.PAYMENT, Duration.ZERO, time.somePlace())).isEmpty();

        one.giveBack(time.now());

        assertThat(other.take(Purpose.PAYMENT, Duration.ZERO, time.somePlace())).isPresent();
    }

    /** At most ten, so that both nodes have their turns. */
    private int taken(Budget budget) {
        int taken = 0;
        while (taken < 10
                && budget.take(Purpose.PAYMENT, Duration.ZERO, time.somePlace()).isPresent()) {
            taken++;
        }
        return taken;
    }

    private Budget node() {
        RequestLogs kept = new BeansOnH2(books, GIVEN, BeansOnH2.Turns.UNWATCHED).bean(RequestLogs.class);
        return new Budget(MERCHANT, new Allowance(100, 400, 5), kept, time);
    }
}
