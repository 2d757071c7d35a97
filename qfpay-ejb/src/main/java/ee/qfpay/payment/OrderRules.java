package ee.qfpay.payment;

import ee.qfpay.account.Account;
import ee.qfpay.account.Accounts;
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
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * The rules of QFPay's guide for an order, checked before anything is recorded: what breaks them is our caller's to
 * mend, and QFPay never hears of it.
 */
@ApplicationScoped
public class OrderRules {

    private static final int AUTH_CODE = 128;

    /** What QFPay takes where the order names none. */
    static final Duration USUAL_EXPIRY = Duration.ofMinutes(30);

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
        order.orderNumber().ifPresent(number -> violations.checkNumber("order number", number));
        CommonRules.checkTexts(order.goodsName(), order.deviceId(), order.transactionTime(), violations);
        order.notifyAddress().ifPresent(address -> CommonRules.checkNotify(address, account, violations));
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
                order.notifyAddress().orElse(null),
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
        CommonRules.checkAmount(order.amountMinor(), violations);
        CommonRules.checkCurrency(order.currency(), tables, violations);
        type.flatMap(PayType::amountAbove)
                .filter(above -> above.currency().equals(order.currency()) && order.amountMinor() <= above.minor())
                .ifPresent(above -> violations.add(
                        "amount", order.amountMinor(), "is more than " + above.minor() + " for this pay type"));
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
        CommonRules.checkExpiry(minutes, violations);
        if (!type.acceptsExpiry()) {
            violations.add("expiry minutes", minutes, "is given only for pay types that take one");
        }
    }

    private static boolean isAuthCode(String code) {
        return !code.isBlank() && code.length() <= AUTH_CODE && code.chars().noneMatch(Character::isISOControl);
    }

    private static List<String> warnings(PaymentOrder order, Account account, PayType type) {
        List<String> warnings =
                CommonRules.warnings(order.amountMinor(), order.orderNumber(), order.notifyAddress(), account);
        if (!type.mayTake(order.currency())) {
            warnings.add("It is not known that pay type " + type.code() + " takes " + order.currency()
                    + ": ask your integration manager");
        }
        warnings.addAll(ParticularsRules.warnings(order, type));
        return warnings;
    }
}
