package ee.qfpay.payment;

import static org.assertj.core.api.Assertions.assertThat;

import ee.qfpay.BooksOnH2;
import ee.qfpay.access.Caller;
import ee.qfpay.account.CancelMethod;
import ee.qfpay.gateway.Outcome;
import ee.qfpay.gateway.Reply;
import ee.qfpay.money.Money;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Close or reversal: the other call is tried only where QFPay said that it does not take the first for the order. */
class CancelKindTest {

    private static final AtomicInteger ORDER = new AtomicInteger();
    private static final BooksOnH2 BOOKS = PaymentOnH2.books("cancel-kind");

    private final long id = BOOKS.act(act -> act.bean(PaymentBook.class)
            .open(Orders.checked("KIND-" + ORDER.incrementAndGet(), new Money(100_00, "HKD")), Caller.SYSTEM)
            .paymentId());

    @ParameterizedTest
    @ValueSource(strings = {"1142", "1181", "1260", "1261", "1263", "1264", "1266", "1267", "1268", "2011"})
    void whatQfpaySaysOfTheOrderItselfChangesNothing(String code) {
        assertThat(kinds(answer(Outcome.REFUSED, code, "not supported: the order is paid")))
                .containsExactly("CLOSE", "CLOSE");
    }

    @ParameterizedTest
    @CsvSource({
        "REFUSED, 1104, ''",
        "IN_DOUBT, 1297, ''",
        "REFUSED, 1205, reversal is not supported by this channel",
        "IN_DOUBT, 9999, 该渠道不支持关单"
    })
    void callThatQfpayDoesNotTakeIsFollowedByTheOther(Outcome outcome, String code, String words) {
        assertThat(kinds(answer(outcome, code, words))).containsExactly("CLOSE", "REVERSAL");
    }

    @ParameterizedTest
    @CsvSource({"REFUSED, 1205", "REFUSED, 1108", "BUSY, ", "NOT_SENT, ", "IN_DOUBT, ", "IN_DOUBT, 1296"})
    void otherAnswersChangeNothing(Outcome outcome, String code) {
        assertThat(kinds(answer(outcome, code, ""))).containsExactly("CLOSE", "CLOSE");
    }

    @Test
    void callThatWasNotTakenOnceIsNotTriedAgainWhenTheOtherIsAnsweredPaid() {
        assertThat(kinds(answer(Outcome.REFUSED, "1104", ""), answer(Outcome.REFUSED, "1260", "")))
                .containsExactly("CLOSE", "REVERSAL", "REVERSAL");
    }

    @Test
    void whereNeitherIsTakenTheyTakeTurns() {
        assertThat(kinds(answer(Outcome.REFUSED, "1104", ""), answer(Outcome.IN_DOUBT, "1297", "")))
                .containsExactly("CLOSE", "REVERSAL", "CLOSE");
    }

    /** The kind of each cancellation and of the next one, when they are answered so. */
    private List<String> kinds(Reply... answers) {
        List<String> kinds = new ArrayList<>();
        for (Reply answer : answers) {
            PaymentBook.Cancelling cancelling = cancelling();
            kinds.add(cancelling.kind().name());
            BOOKS.act(act -> {
                act.bean(PaymentBook.class).cancelAnswered(id, cancelling.attemptId(), answer);
                return null;
            });
        }
        kinds.add(cancelling().kind().name());
        return kinds;
    }

    private PaymentBook.Cancelling cancelling() {
        return BOOKS.act(act -> act.bean(PaymentBook.class)
                .cancelling(id, CancelMethod.AUTOMATIC, Caller.SYSTEM)
                .orElseThrow());
    }

    private static Reply answer(Outcome outcome, String code, String words) {
        return new Reply(outcome, code, words, 200, null, List.of());
    }
}
