package ee.qfpay.payment;

import ee.qfpay.account.Account;
import ee.qfpay.account.Accounts;
import ee.qfpay.account.Environment;
import ee.qfpay.account.Settings;
import ee.qfpay.api.InvalidOrder;
import ee.qfpay.api.PaymentOrder;
import ee.qfpay.catalogue.CodeTables;
import ee.qfpay.catalogue.Need;
import ee.qfpay.catalogue.PayType;
import ee.qfpay.catalogue.Presentment;
import ee.qfpay.gateway.AuthCode;
import ee.qfpay.money.Money;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The rules of QFPay's guide for an order, checked before anything is recorded: what breaks them is our caller's to
 * mend, and QFPay never hears of it.
 */
@ApplicationScoped
public class OrderRules {

    /** What the form of QFPay's times can hold: four digits of year, in every zone. */
    private static final Instant FIRST_TIME = Instant.parse("2000-01-01T00:00:00Z");

    private static final Instant END_OF_TIMES = Instant.parse("9999-12-31T00:00:00Z");
    private static final int LARGEST = Integer.MAX_VALUE;
    private static final int RISK_CONTROL = 200;
    private static final int GOODS_NAME = 20;
    private static final int DEVICE = 40;
    private static final int ADDRESS = 256;
    private static final int AUTH_CODE = 128;
    private static final int HTTP = 80;
    private static final int HTTPS = 443;
    private static final int SHORTEST_EXPIRY = 5;
    private static final int LONGEST_EXPIRY = 120;

    /** An older document of QFPay (2018) allows all but the hyphen, which its own samples and live merchants use. */
    private static final Pattern USUAL_NUMBER = Pattern.compile("[A-Za-z0-9_|*-]+");

    /** What QFPay takes where the order names none. */
    private static final Duration USUAL_EXPIRY = Duration.ofMinutes(30);

    private final Accounts accounts;
    private final CodeTables tables;
    private final PayTypes payTypes;
    private final Settings settings;
    private final Clock clock;

    @Inject
    OrderRules(Accounts accounts, CodeTables tables, PayTypes payTypes, Settings settings, Clock clock) {
        this.accounts = accounts;
        this.tables = tables;
        this.payTypes = payTypes;
        this.settings = settings;
        this.clock = clock;
    }

    /** For the container's proxy. */
    protected OrderRules() {
        this(null, null, null, null, null);
    }

    /**
     * Checks an order and completes it: its account, number, time and notification address.
     *
     * @throws InvalidOrder naming every broken rule
     */
    CheckedOrder check(PaymentOrder order) {
        Violations violations = new Violations();
        Optional<Account> account =
                order.account().map(accounts::find).orElseGet(() -> Optional.of(accounts.standard()));
        if (account.isEmpty()) {
            violations.add("account", order.account().orElse(""), "is the name of a configured account");
        }
        Optional<PayType> payType = payTypes.check(order.payType(), account, violations);
        checkMoney(order, payType, violations);
        checkTexts(order, violations);
        order.notifyAddress().ifPresent(address -> checkNotify(address, account, violations));
        payType.ifPresent(type -> checkNeeds(order, type, violations));
        violations.throwIfAny();
        return complete(order, account.orElseThrow(), payType.orElseThrow());
    }

    private CheckedOrder complete(PaymentOrder order, Account account, PayType type) {
        Instant now = clock.instant();
        Integer expiry =
                order.expiryMinutes().isPresent() ? order.expiryMinutes().getAsInt() : null;
        return new CheckedOrder(
                account,
                order.orderNumber().orElseGet(() -> Numbers.forOrder(now)),
                new Money(order.amountMinor(), order.currency()),
                type,
                TransactionTime.of(order.transactionTime().orElse(now), account.zone()),
                order.authCode().map(AuthCode::of).orElse(null),
                expiry,
                lifetime(type, expiry),
                order.goodsName().orElse(null),
                order.deviceId().orElse(null),
                order.notifyAddress().or(account::notifyAddress).orElse(null),
                ParticularsRules.of(order),
                warnings(order, account, type));
    }

    private Duration lifetime(PayType type, Integer expiryMinutes) {
        if (type.presentment() == Presentment.CONSUMER_CODE) {
            return settings.cpmPatience();
        }
        return expiryMinutes == null ? USUAL_EXPIRY : Duration.ofMinutes(expiryMinutes);
    }

    private void checkMoney(PaymentOrder order, Optional<PayType> type, Violations violations) {
        if (order.amountMinor() < 1 || order.amountMinor() > LARGEST) {
            violations.add("amount", order.amountMinor(), "is 1 to 2,147,483,647 minor units");
        }
        if (order.currency() == null || tables.currency(order.currency()).isEmpty()) {
            violations.add("currency", order.currency(), "is one of the code table");
            return;
        }
        type.flatMap(PayType::amountAbove)
                .filter(above -> above.currency().equals(order.currency()) && order.amountMinor() <= above.minor())
                .ifPresent(above -> violations.add(
                        "amount", order.amountMinor(), "is more than " + above.minor() + " for this pay type"));
    }

    private static void checkTexts(PaymentOrder order, Violations violations) {
        order.orderNumber().ifPresent(number -> violations.checkNumber("order number", number));
        order.goodsName().ifPresent(name -> violations.checkText("goods name", name, GOODS_NAME));
        order.deviceId().ifPresent(device -> violations.checkText("device", device, DEVICE));
        order.transactionTime()
                .filter(time -> time.isBefore(FIRST_TIME) || !time.isBefore(END_OF_TIMES))
                .ifPresent(time -> violations.add("transaction time", time, "lies in the years 2000 to 9999"));
    }

    /** In production only what QFPay's notifications reach safely; elsewhere what is odd is warned of. */
    private static void checkNotify(String address, Optional<Account> account, Violations violations) {
        Optional<URI> uri = violations.checkAddress("notify address", address, ADDRESS);
        boolean production =
                account.filter(known -> known.environment() == Environment.PROD).isPresent();
        if (production && uri.filter(known -> !isHttpsOnItsOwnPort(known)).isPresent()) {
            violations.add("notify address", address, "is an https address on port 443 in production");
        }
    }

    private static boolean isHttpsOnItsOwnPort(URI address) {
        return "https".equalsIgnoreCase(address.getScheme()) && (address.getPort() < 0 || address.getPort() == HTTPS);
    }

    private static void checkNeeds(PaymentOrder order, PayType type, Violations violations) {
        boolean wantsCode = type.needs().contains(Need.AUTH_CODE);
        if (wantsCode && order.authCode().filter(OrderRules::isAuthCode).isEmpty()) {
            violations.addHidden("auth code", "is given, with 1 to 128 characters, for a pay type the payer presents");
        }
        if (!wantsCode && order.authCode().isPresent()) {
            violations.addHidden("auth code", "is given only for a pay type the payer presents");
        }
        if (type.needs().contains(Need.GOODS_NAME) && order.goodsName().isEmpty()) {
            violations.add("goods name", "", "is given for in-app pay types");
        }
        order.expiryMinutes().ifPresent(minutes -> checkExpiry(minutes, type, violations));
        ParticularsRules.check(order, type, violations);
    }

    private static void checkExpiry(int minutes, PayType type, Violations violations) {
        if (minutes < SHORTEST_EXPIRY || minutes > LONGEST_EXPIRY) {
            violations.add("expiry minutes", minutes, "is 5 to 120");
        }
        if (!type.acceptsExpiry()) {
            violations.add("expiry minutes", minutes, "is given only for pay types that take one");
        }
    }

    private static boolean isAuthCode(String code) {
        return !code.isBlank() && code.length() <= AUTH_CODE && code.chars().noneMatch(Character::isISOControl);
    }

    private static List<String> warnings(PaymentOrder order, Account account, PayType type) {
        List<String> warnings = new ArrayList<>();
        if (order.amountMinor() <= RISK_CONTROL) {
            warnings.add("QFPay suggests amounts above 200 minor units: smaller ones may meet its risk control");
        }
        if (!type.mayTake(order.currency())) {
            warnings.add("It is not known that pay type " + type.code() + " takes " + order.currency()
                    + ": ask your integration manager");
        }
        if (order.orderNumber()
                .filter(number -> !USUAL_NUMBER.matcher(number).matches())
                .isPresent()) {
            warnings.add(
                    "QFPay's documents speak of letters, digits and _ | * - in order numbers: others may be refused");
        }
        boolean realQfpay = account.environment() != Environment.LOCAL;
        if (realQfpay
                && order.notifyAddress()
                        .filter(address -> !isOnUsualPort(address))
                        .isPresent()) {
            warnings.add("QFPay posts notifications to ports 80 and 443 only: this payment may only be polled");
        }
        warnings.addAll(ParticularsRules.warnings(order, type));
        return warnings;
    }

    private static boolean isOnUsualPort(String address) {
        int port = URI.create(address).getPort();
        return port < 0 || port == HTTP || port == HTTPS;
    }
}
