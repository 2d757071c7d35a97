package ee.qfpay.refund;

import static org.assertj.core.api.Assertions.assertThat;

import ee.qfpay.BeansOnH2;
import ee.qfpay.BooksOnH2;
import ee.qfpay.TestClock;
import ee.qfpay.account.Account;
import ee.qfpay.account.ConfigValues;
import ee.qfpay.account.Settings;
import ee.qfpay.gateway.Transaction;
import ee.qfpay.gateway.Transaction.State;
import ee.qfpay.ledger.Movements;
import ee.qfpay.ledger.Owner;
import ee.qfpay.ledger.Source;
import ee.qfpay.ledger.Subject;
import ee.qfpay.payment.PaidPayments;
import ee.qfpay.payment.PaymentOnH2;
import ee.qfpay.payment.Told;
import java.time.Clock;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** What belongs to no order known here, told twice at once. */
class ArrivalsTest {

    private static final Instant NOW = Instant.parse("2026-07-14T06:30:00Z");
    private static final BooksOnH2 BOOKS = PaymentOnH2.books("arrivals");
    private static final Transaction TOLD = Told.payment("NOBODYS", "QF-NOBODYS", State.SUCCEEDED, "0");

    /** Somebody else, on this server or another, keeps the movement between our look and our writing it down. */
    @Test
    void movementThatAnotherKeepsMeanwhileIsKnownAndNoFailure() {
        Account account = PaidPayments.account();
        QuickerOther clock = new QuickerOther(Owner.of(account));
        BeansOnH2 beans = new BeansOnH2(
                BOOKS,
                Map.of(Clock.class, clock, Settings.class, Settings.of(ConfigValues.of(Map.of()))),
                BeansOnH2.Turns.UNWATCHED);

        Arrivals.Belonging belonging = beans.bean(Arrivals.class).take(account, TOLD, Source.NOTIFICATION);

        assertThat(clock.looks).as("transactions that were quicker").hasValueGreaterThan(0);
        assertThat(belonging).isEqualTo(Arrivals.Belonging.UNKNOWN);
        assertThat(BOOKS.select("select amount, currency, source, payment_id from qfpay_transaction"
                        + " where qfpay_number = 'QF-NOBODYS'"))
                .containsExactly("100|HKD|WINDOW|null");
    }

    /** Is looked at for the time of the row that is about to be written. */
    private static final class QuickerOther extends TestClock {

        private final AtomicInteger looks = new AtomicInteger();
        private final Owner owner;

        QuickerOther(Owner owner) {
            this.owner = owner;
        }

        @Override
        public Instant instant() {
            if (looks.getAndIncrement() == 0) {
                BOOKS.act(act -> act.bean(Movements.class).keepForeign(owner, Subject.PAYMENT, TOLD, Source.WINDOW));
            }
            return NOW;
        }
    }
}
