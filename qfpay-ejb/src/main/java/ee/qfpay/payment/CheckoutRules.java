package ee.qfpay.payment;

import ee.qfpay.account.Account;
import ee.qfpay.account.Accounts;
import ee.qfpay.api.CheckoutOrder;
import ee.qfpay.api.InvalidOrder;
import ee.qfpay.catalogue.CodeTables;
import ee.qfpay.catalogue.PayType;
import ee.qfpay.catalogue.Presentment;
import ee.qfpay.gateway.CheckoutCommand;
import ee.qfpay.gateway.Particulars;
import ee.qfpay.money.Money;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;

/** The rules of QFPay's documents for an order on its checkout page, all checked before anything is recorded. */
@ApplicationScoped
public class CheckoutRules {

    /** Which wallet or card it is, the payer says on the page, and QFPay afterwards. */
    private static final PayType ON_THE_PAGE = PayType.outsideTheTable("", Presentment.HOSTED);

    private static final Set<String> LANGUAGES = Set.of("en", "zh-hk", "zh-cn");
    private static final int ADDRESS = 256;
    private static final int SHORTEST_PAGE = 5;
    private static final int LONGEST_PAGE = 999;
    private static final int USUAL_PAGE = 30;

    private final Accounts accounts;
    private final CodeTables tables;
    private final Clock clock;

    @Inject
    CheckoutRules(Accounts accounts, CodeTables tables, Clock clock) {
        this.accounts = accounts;
        this.tables = tables;
        this.clock = clock;
    }

    /** For the container's proxy. */
    protected CheckoutRules() {
        this(null, null, null);
    }

    /**
     * Checks an order and completes it.
     *
     * @throws InvalidOrder naming every broken rule
     */
    CheckedCheckout check(CheckoutOrder order) {
        Violations violations = new Violations();
        Optional<Account> account =
                order.account().map(accounts::find).orElseGet(() -> Optional.of(accounts.standard()));
        if (account.isEmpty()) {
            violations.add("account", order.account().orElse(""), "is the name of a configured account");
        }
        account.ifPresent(known -> checkAllowed(known, violations));
        CommonRules.checkAmount(order.amountMinor(), violations);
        CommonRules.checkCurrency(order.currency(), tables, violations);
        order.orderNumber().ifPresent(number -> violations.checkNumber("order number", number));
        CommonRules.checkTexts(order.goodsName(), order.deviceId(), order.transactionTime(), violations);
        order.expiryMinutes().ifPresent(minutes -> CommonRules.checkExpiry(minutes, violations));
        checkPage(order, violations);
        checkAddresses(order, account, violations);
        violations.throwIfAny();
        return complete(order, account.orElseThrow());
    }

    /** The payer chooses on the page, where nothing holds him to the pay types that the account allows. */
    private void checkAllowed(Account account, Violations violations) {
        boolean allows = account.payTypesAllowed().isEmpty()
                || account.payTypesAllowed().stream()
                        .flatMap(code -> tables.payType(code).stream())
                        .anyMatch(type -> type.presentment() == Presentment.HOSTED);
        if (!allows) {
            violations.add(
                    "account", account.name(), "allows all pay types, or one that is paid on QFPay's checkout page");
        }
    }

    private static void checkPage(CheckoutOrder order, Violations violations) {
        order.pageMinutes().ifPresent(minutes -> {
            if (minutes < SHORTEST_PAGE || minutes > LONGEST_PAGE) {
                violations.add("page minutes", minutes, "is 5 to 999");
            }
        });
        order.language()
                .filter(language -> !LANGUAGES.contains(language))
                .ifPresent(language -> violations.add("language", language, "is en, zh-hk or zh-cn"));
    }

    private static void checkAddresses(CheckoutOrder order, Optional<Account> account, Violations violations) {
        checkNeeded("return address", order.returnAddress(), violations);
        checkNeeded("failed address", order.failedAddress(), violations);
        order.cancelAddress().ifPresent(address -> violations.checkAddress("cancel address", address, ADDRESS));
        order.notifyAddress().ifPresent(address -> CommonRules.checkNotify(address, account, violations));
        boolean told = order.notifyAddress().isPresent()
                || account.flatMap(Account::notifyAddress).isPresent();
        if (account.isPresent() && !told) {
            violations.add("notify address", "", "is given, or the account has a public address: a checkout needs one");
        }
    }

    private static void checkNeeded(String field, Optional<String> address, Violations violations) {
        address.ifPresentOrElse(
                given -> violations.checkAddress(field, given, ADDRESS),
                () -> violations.add(field, "", "is given for a checkout"));
    }

    private CheckedCheckout complete(CheckoutOrder order, Account account) {
        Instant now = clock.instant();
        String number = order.orderNumber().orElseGet(() -> Numbers.forOrder(now));
        Money amount = new Money(order.amountMinor(), order.currency());
        String time = TransactionTime.of(order.transactionTime().orElse(now), account.zone());
        Integer expiry =
                order.expiryMinutes().isPresent() ? order.expiryMinutes().getAsInt() : null;
        Duration page = Duration.ofMinutes(order.pageMinutes().orElse(USUAL_PAGE));
        Duration lifetime = page.plus(expiry == null ? OrderRules.USUAL_EXPIRY : Duration.ofMinutes(expiry));
        String notification = order.notifyAddress().or(account::notifyAddress).orElseThrow();
        Particulars.Credit credit = order.refusesCredit() ? Particulars.Credit.REFUSED : Particulars.Credit.ALLOWED;
        CheckoutCommand command = new CheckoutCommand(
                number,
                amount,
                time,
                new CheckoutCommand.Addresses(
                        order.returnAddress().orElseThrow(),
                        order.failedAddress().orElseThrow(),
                        order.cancelAddress().orElse(null),
                        notification),
                order.goodsName().orElse(null),
                order.deviceId().orElse(null),
                expiry,
                now.plus(page),
                credit,
                order.language().orElse(null));
        CheckedOrder recorded = new CheckedOrder(
                account,
                number,
                amount,
                ON_THE_PAGE,
                time,
                null,
                expiry,
                lifetime,
                command.goodsName(),
                command.deviceId(),
                order.notifyAddress().orElse(null),
                Particulars.NONE,
                CommonRules.warnings(order.amountMinor(), order.orderNumber(), order.notifyAddress(), account));
        String content = content(
                order, command, account.merchant(), order.notifyAddress().orElse(null));
        return new CheckedCheckout(recorded, command, content, content(order, command, account.name(), notification));
    }

    private static String content(CheckoutOrder order, CheckoutCommand command, String whose, String told) {
        CheckoutCommand.Addresses all = command.addresses();
        return Digest.of(
                "checkout",
                whose,
                command.amount().minor() + " " + command.amount().currency(),
                String.valueOf(new CheckoutCommand.Addresses(all.paid(), all.failed(), all.cancel(), told)),
                String.valueOf(command.goodsName()),
                String.valueOf(command.deviceId()),
                String.valueOf(command.expiryMinutes()),
                String.valueOf(order.pageMinutes()),
                String.valueOf(command.credit()),
                String.valueOf(command.language()));
    }
}
