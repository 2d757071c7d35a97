package ee.qfpay.payment;

import ee.qfpay.BooksOnH2;
import ee.qfpay.access.Caller;
import ee.qfpay.account.Accounts;
import ee.qfpay.account.ConfigValues;
import ee.qfpay.account.Settings;
import ee.qfpay.ledger.Source;
import ee.qfpay.money.Money;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** What a finding makes of a payment in a real database. */
public final class PaymentOnH2 {

    private final BooksOnH2 books;

    /** @param name of the database */
    public PaymentOnH2(String name) {
        books = books(name);
    }

    /** Empty books whose clock stands still. */
    public static BooksOnH2 books(String name) {
        return new BooksOnH2(
                name,
                Map.of(
                        Clock.class, Clock.fixed(Orders.NOW, ZoneOffset.UTC),
                        Accounts.class, Orders.accounts(),
                        Settings.class, Settings.of(ConfigValues.of(Map.of()))));
    }

    /** The outcome for an order that is being sent, of the answer to the call; forgotten at once. */
    public String ofAnswer(String order, Money ordered, Finding finding) {
        return books.tryOut(act -> {
            long id = recorded(act, order, ordered).id();
            return settled(act, id, finding, Source.ANSWER);
        });
    }

    /** The outcome for an order that waits for its payer, of an enquiry or notification; forgotten at once. */
    public String ofNews(String order, Money ordered, Finding finding) {
        return books.tryOut(act -> {
            Payment payment = recorded(act, order, ordered);
            payment.moveTo(PaymentState.AWAITING_PAYER, Orders.NOW);
            return settled(act, payment.id(), finding, Source.POLL);
        });
    }

    /** A payment that is paid under this number of QFPay's. */
    public static Payment paid(BooksOnH2.Act act, String order, Money ordered, String qfpayNumber) {
        Payment payment = recorded(act, order, ordered);
        payment.paid(Orders.NOW, Orders.NOW);
        payment.paidUnder(qfpayNumber);
        return payment;
    }

    /** A payment that is being sent. */
    public static Payment recorded(BooksOnH2.Act act, String order, Money ordered) {
        PaymentBook book = act.bean(PaymentBook.class);
        return book.read(
                book.open(Orders.checked(order, ordered), Caller.SYSTEM).paymentId());
    }

    private static String settled(BooksOnH2.Act act, long id, Finding finding, Source source) {
        PaymentBook book = act.bean(PaymentBook.class);
        book.settle(id, finding, new News(source, Caller.SYSTEM, Orders.NOW));
        return outcome(act, book.read(id).orderNumber(), false).replace(" *", "");
    }

    /**
     * The state of a payment; a star if its money was booked and had not been; what is counted as gone back, after a minus;
     * and the causes of its work items.
     */
    static String outcome(BooksOnH2.Act act, String number, boolean wasPaid) {
        act.entities().flush();
        String[] row = act.select("select state, paid_at, refunded from payment where order_number = '" + number + "'")
                .get(0)
                .split("\\|");
        List<String> cell = new ArrayList<>(List.of(row[0]));
        if (!row[1].equals("null") && !wasPaid) {
            cell.add("*");
        }
        if (!row[2].equals("0")) {
            cell.add("-" + row[2]);
        }
        cell.addAll(act.select("select cause from work_item where order_number = '" + number + "' order by id"));
        return String.join(" ", cell);
    }
}
