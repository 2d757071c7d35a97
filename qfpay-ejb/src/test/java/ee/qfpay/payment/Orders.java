package ee.qfpay.payment;

import ee.qfpay.account.Account;
import ee.qfpay.account.Accounts;
import ee.qfpay.account.ConfigValues;
import ee.qfpay.catalogue.CodeTables;
import ee.qfpay.gateway.AuthCode;
import ee.qfpay.gateway.Particulars;
import ee.qfpay.money.Money;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/** Orders and payments for tests: no database, and an account that reaches nobody. */
final class Orders {
    static final Instant NOW = Instant.parse("2026-07-14T06:30:00Z");
    static final CodeTables TABLES = CodeTables.load();
    static final Map<String, String> CONFIGURATION = Map.of(
            "qfpay.env", "sandbox",
            "qfpay.appcode", "APPCODE-OF-TESTS",
            "qfpay.key", "KEY-OF-TESTS",
            "qfpay.public.url", "https://shop.example.com/qfpay");

    private Orders() {}

    static Accounts accounts() {
        return Accounts.of(ConfigValues.of(CONFIGURATION));
    }

    static Account account() {
        return accounts().standard();
    }

    static CheckedOrder checked(String number, Money amount) {
        return checked(account(), number, amount, null, Particulars.NONE);
    }

    static CheckedOrder checked(
            Account account, String number, Money amount, String ownNotifyAddress, Particulars particulars) {
        return new CheckedOrder(
                account,
                number,
                amount,
                TABLES.payType("800101").orElseThrow(),
                "2026-07-14 14:30:00",
                null,
                null,
                Duration.ofMinutes(30),
                null,
                null,
                ownNotifyAddress,
                particulars,
                List.of());
    }

    /** As {@link #checked} with a scanned code. */
    static CheckedOrder scanned(String number, Money amount, String time, String authCode) {
        return new CheckedOrder(
                account(),
                number,
                amount,
                TABLES.payType("800108").orElseThrow(),
                time,
                AuthCode.of(authCode),
                null,
                Duration.ofMinutes(2),
                null,
                null,
                null,
                Particulars.NONE,
                List.of());
    }

    static Payment recorded(long minor) {
        return Payment.record(checked("P1", new Money(minor, "HKD")), "tests", NOW);
    }

    static Payment paid(long minor) {
        Payment payment = recorded(minor);
        payment.paid(NOW, NOW);
        return payment;
    }
}
