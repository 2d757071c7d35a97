package ee.qfpay.payment;

import ee.qfpay.account.Account;
import ee.qfpay.account.Accounts;
import ee.qfpay.account.BrokenConfiguration;
import ee.qfpay.catalogue.CodeTables;
import ee.qfpay.catalogue.PayType;
import ee.qfpay.catalogue.Presentment;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * Which pay types an order of an account may have: those of QFPay's code table, and those that QFPay has enabled for the
 * merchant besides and its configuration names; of these only the allowed ones, where the configuration allows some.
 *
 * <p>Resolved once; what the configuration names and cannot be stops the deployment.
 */
@ApplicationScoped
public class PayTypes {

    private static final String PRESENTMENTS = Arrays.stream(Presentment.values())
            .filter(one -> PayType.outsideTheTable("", one).createdByRequest())
            .map(Presentment::name)
            .collect(Collectors.joining(", "));

    private final Map<String, Map<String, PayType>> furtherOf = new HashMap<>();
    private CodeTables tables;

    /** For the container's client proxy only. */
    protected PayTypes() {}

    /** @throws BrokenConfiguration an account names a pay type or presentment that cannot be meant */
    @Inject
    PayTypes(Accounts accounts, CodeTables tables) {
        this.tables = tables;
        for (Account account : accounts.all()) {
            Map<String, PayType> further = new HashMap<>();
            account.payTypesFurther().forEach((code, written) -> further.put(code, further(account, code, written)));
            furtherOf.put(account.name(), further);
            refuseUnknown(account, "pay.types.allow", account.payTypesAllowed());
            refuseUnknown(account, "refund.allow", account.refundsAllowed());
            refuseUnknown(
                    account, "refund.window", account.refundWindows().days().keySet());
            refuseUnknown(
                    account, "cancel.method.of", account.cancelMethods().own().keySet());
        }
    }

    /** Makes sure, at start, that all accounts' pay types are resolved; the container makes this bean when it is first used. */
    public void assured() {
        tables.payTypes();
    }

    /**
     * The pay type of an order, if it may have it; adds to the violations if not.
     *
     * @param account empty when the order names none that is known: then only the code table is asked
     */
    Optional<PayType> check(String code, Optional<Account> account, Violations violations) {
        Optional<PayType> type = account.flatMap(known -> find(known, code)).or(() -> tables.payType(code));
        if (type.isEmpty()) {
            violations.add("pay type", code, "is one of the code table");
            return type;
        }
        if (!type.get().createdByRequest()) {
            violations.add("pay type", code, "can be paid by an order: this one needs a page or terminal");
            return Optional.empty();
        }
        account.filter(known -> !allows(known, code))
                .ifPresent(known -> violations.add(
                        "pay type",
                        code,
                        "is allowed for account " + known.name() + ": "
                                + String.join(", ", new TreeSet<>(known.payTypesAllowed()))));
        return type;
    }

    private Optional<PayType> find(Account account, String code) {
        return tables.payType(code)
                .or(() -> Optional.ofNullable(furtherOf.get(account.name()).get(code)));
    }

    private static boolean allows(Account account, String code) {
        return account.payTypesAllowed().isEmpty() || account.payTypesAllowed().contains(code);
    }

    private PayType further(Account account, String code, String written) {
        if (tables.payType(code).isPresent()) {
            throw broken(account, "pay.types.further", "remove " + code + ", which the code table knows");
        }
        return Arrays.stream(Presentment.values())
                .filter(one -> one.name().equals(written.toUpperCase(Locale.ROOT)))
                .map(one -> PayType.outsideTheTable(code, one))
                .filter(PayType::createdByRequest)
                .findFirst()
                .orElseThrow(() -> broken(
                        account,
                        "pay.types.further",
                        "give " + code + " one of " + PRESENTMENTS + " instead of " + written));
    }

    private void refuseUnknown(Account account, String setting, Set<String> named) {
        named.stream()
                .filter(code -> find(account, code).isEmpty())
                .min(String::compareTo)
                .ifPresent(code -> {
                    throw broken(
                            account,
                            setting,
                            "remove " + code + ", which is neither in the code table nor in pay.types.further");
                });
    }

    private static BrokenConfiguration broken(Account account, String setting, String what) {
        return new BrokenConfiguration("Change " + setting + " of account " + account.name() + ": " + what + ".");
    }
}
