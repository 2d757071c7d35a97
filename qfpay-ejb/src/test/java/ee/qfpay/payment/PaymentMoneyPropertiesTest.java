package ee.qfpay.payment;

import static org.assertj.core.api.Assertions.assertThat;

import ee.qfpay.money.Money;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.LongRange;

/** Whatever happens in whatever order: what was promised back never exceeds what was paid, unless QFPay says so. */
class PaymentMoneyPropertiesTest {

    private enum Kind {
        RESERVE,
        RELEASE,
        REFUND_RESERVED,
        REFUND_UNRESERVED
    }

    private record Step(Kind kind, long minor) {}

    @Property
    void ourOwnRefundsNeverExceedThePayment(
            @ForAll @LongRange(min = 1, max = 1_000) long amount, @ForAll("ownSteps") List<Step> steps) {
        Payment payment = Orders.paid(amount);
        for (Step step : steps) {
            boolean done = does(payment, step);

            assertThat(payment.refunded().minor() + payment.reserved().minor())
                    .as("after %s, done: %s", step, done)
                    .isBetween(0L, amount);
            assertThat(payment.refundable().minor())
                    .isEqualTo(amount
                            - payment.refunded().minor()
                            - payment.reserved().minor());
            assertThat(payment.overdrawn().isZero()).isTrue();
        }
    }

    @Property
    void stepThatIsRefusedChangesNothing(
            @ForAll @LongRange(min = 1, max = 1_000) long amount, @ForAll("ownSteps") List<Step> steps) {
        Payment payment = Orders.paid(amount);
        for (Step step : steps) {
            List<Money> before = List.of(payment.refunded(), payment.reserved());
            long room = step.kind() == Kind.RESERVE
                    ? payment.refundable().minor()
                    : payment.reserved().minor();

            boolean done = does(payment, step);

            assertThat(done).as("%s with room for %s", step, room).isEqualTo(step.minor() <= room);
            if (!done) {
                assertThat(List.of(payment.refunded(), payment.reserved())).isEqualTo(before);
            }
        }
    }

    @Property
    void whatQfpayReportsIsCountedToTheCentAndItsExcessKept(
            @ForAll @LongRange(min = 1, max = 1_000) long amount, @ForAll("anySteps") List<Step> steps) {
        Payment payment = Orders.paid(amount);
        long reported = 0;
        for (Step step : steps) {
            boolean done = does(payment, step);
            reported += done && isRefund(step) ? step.minor() : 0;

            assertThat(payment.refunded().minor()).isEqualTo(reported);
            assertThat(payment.refunded().minor() + payment.reserved().minor())
                    .isLessThanOrEqualTo(amount + payment.overdrawn().minor());
            long promised = payment.refunded().minor() + payment.reserved().minor();
            assertThat(payment.overdrawn().minor())
                    .as("the excess, which shrinks when a reservation is freed")
                    .isEqualTo(Math.max(0, promised - amount));
            if (!payment.overdrawn().isZero()) {
                assertThat(payment.refundable().isZero())
                        .as("nothing more goes back")
                        .isTrue();
            }
        }
    }

    @Provide
    Arbitrary<List<Step>> ownSteps() {
        return steps(Kind.RESERVE, Kind.RELEASE, Kind.REFUND_RESERVED);
    }

    @Provide
    Arbitrary<List<Step>> anySteps() {
        return steps(Kind.values());
    }

    private static Arbitrary<List<Step>> steps(Kind... kinds) {
        return Combinators.combine(Arbitraries.of(kinds), Arbitraries.longs().between(1, 400))
                .as(Step::new)
                .list()
                .ofMaxSize(30);
    }

    private static boolean isRefund(Step step) {
        return step.kind() == Kind.REFUND_RESERVED || step.kind() == Kind.REFUND_UNRESERVED;
    }

    /** Whether the payment took it. */
    private static boolean does(Payment payment, Step step) {
        Money part = new Money(step.minor(), "HKD");
        try {
            switch (step.kind()) {
                case RESERVE -> payment.reserve(part);
                case RELEASE -> payment.release(part);
                case REFUND_RESERVED -> payment.refundReserved(part);
                case REFUND_UNRESERVED -> payment.refundUnreserved(part);
            }
            return true;
        } catch (IllegalStateException tooMuch) {
            return false;
        }
    }
}
