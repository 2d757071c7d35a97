package ee.qfpay.payment;

import ee.qfpay.account.Account;
import ee.qfpay.account.Accounts;
import ee.qfpay.account.ConfigValues;
import ee.qfpay.gateway.Particulars;
import ee.qfpay.money.Money;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Payments for tests of what may happen to them later, as the database would hand them out. */
public final class PaidPayments {

    private PaidPayments() {}

    /** The standard account with these settings besides. */
    public static Account account(String... namesAndValues) {
        Map<String, String> values = new HashMap<>(Orders.CONFIGURATION);
        for (int i = 0; i < namesAndValues.length; i += 2) {
            values.put(namesAndValues[i], namesAndValues[i + 1]);
        }
        return Accounts.of(ConfigValues.of(values)).standard();
    }

    /** A payment in HKD that QFPay knows by a number and is paid. */
    public static Payment paid(String payType, long minor, Instant paidAt) {
        Payment payment = recorded(payType, minor);
        payment.paid(paidAt, paidAt);
        payment.paidUnder("QF-PAID");
        return payment;
    }

    /** A payment that is being sent. */
    public static Payment recorded(String payType, long minor) {
        CheckedOrder order = new CheckedOrder(
                Orders.account(),
                "P1",
                new Money(minor, "HKD"),
                Orders.TABLES.payType(payType).orElseThrow(),
                "2026-07-14 14:30:00",
                null,
                null,
                Duration.ofMinutes(30),
                null,
                null,
                null,
                Particulars.NONE,
                List.of());
        Payment payment = Payment.record(order, "tests", Orders.NOW);
        numbered(payment);
        return payment;
    }

    /** The key that the database would have given it. */
    private static void numbered(Payment payment) {
        try {
            var id = Payment.class.getDeclaredField("id");
            id.setAccessible(true);
            id.set(payment, 1L);
        } catch (ReflectiveOperationException e) {
            throw new AssertionError(e);
        }
    }
}
