package ee.qfpay.payment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ee.qfpay.BooksOnH2;
import ee.qfpay.access.Caller;
import ee.qfpay.money.Money;
import java.util.List;
import java.util.function.Function;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class OrdersBeanTest {

    private static final BooksOnH2 BOOKS = PaymentOnH2.books("orders");

    @Test
    void orderThatMovesBetweenTwoPartsOfAnExportIsNeitherRepeatedNorLost() {
        for (int amount = 1; amount <= 4; amount++) {
            recorded("MOVING-" + amount, amount);
        }
        OrderSearch beingSent = new OrderSearch(
                "MOVING-", PaymentState.RECORDED, null, null, null, null, null, null, null, OrderSort.LARGEST_FIRST);
        List<Long> ids = reading(orders -> orders.exported(beingSent));

        List<OrderExport> first = reading(orders -> orders.export(ids.subList(0, 2)));
        moveOn(ids.get(0));
        moveOn(ids.get(3));
        List<OrderExport> second = reading(orders -> orders.export(ids.subList(2, 4)));

        assertThat(numbers(first)).containsExactly("MOVING-4", "MOVING-3");
        assertThat(numbers(second)).containsExactly("MOVING-2", "MOVING-1");
        assertThat(second.get(1).row().state()).as("as it is by then").isEqualTo(PaymentState.AWAITING_PAYER);
    }

    @Test
    void partOfAnExportIsBounded() {
        List<Long> none = List.of();
        List<Long> tooMany =
                LongStream.rangeClosed(0, OrdersBean.LARGEST_PART).boxed().toList();
        List<OrderExport> nothing = reading(orders -> orders.export(none));

        assertThat(nothing).isEmpty();
        assertThatThrownBy(() -> reading(orders -> orders.export(tooMany)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("A part of an export has 500 rows at most, not 501");
    }

    private static void recorded(String number, int minor) {
        BOOKS.act(act ->
                act.bean(PaymentBook.class).open(Orders.checked(number, new Money(minor, "HKD")), Caller.SYSTEM));
    }

    private static void moveOn(long id) {
        BOOKS.act(act -> {
            act.bean(PaymentBook.class).read(id).moveTo(PaymentState.AWAITING_PAYER, Orders.NOW);
            return id;
        });
    }

    /** In a transaction of its own, as every call of the bean is. */
    private static <T> T reading(Function<OrdersBean, T> read) {
        return BOOKS.act(act -> {
            OrdersBean orders = new OrdersBean();
            orders.entities = act.entities();
            return read.apply(orders);
        });
    }

    private static List<String> numbers(List<OrderExport> part) {
        return part.stream().map(line -> line.row().orderNumber()).toList();
    }
}
