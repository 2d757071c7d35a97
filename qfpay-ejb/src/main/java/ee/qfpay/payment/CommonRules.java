package ee.qfpay.payment;

import ee.qfpay.account.Account;
import ee.qfpay.account.Environment;
import ee.qfpay.catalogue.CodeTables;
import java.net.URI;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** The rules that orders of every kind have in common, whether they are sent or paid on QFPay's checkout page. */
final class CommonRules {

    /** What the form of QFPay's times can hold: four digits of year, in every zone. */
    private static final Instant FIRST_TIME = Instant.parse("2000-01-01T00:00:00Z");

    private static final Instant END_OF_TIMES = Instant.parse("9999-12-31T00:00:00Z");
    private static final int LARGEST = Integer.MAX_VALUE;
    private static final int RISK_CONTROL = 200;
    private static final int GOODS_NAME = 20;
    private static final int DEVICE = 40;
    private static final int NOTIFY_ADDRESS = 256;
    private static final int HTTP = 80;
    private static final int HTTPS = 443;
    private static final int SHORTEST_EXPIRY = 5;
    private static final int LONGEST_EXPIRY = 120;

    /** An older document of QFPay (2018) allows all but the hyphen, which its own samples and live merchants use. */
    private static final Pattern USUAL_NUMBER = Pattern.compile("[A-Za-z0-9_|*-]+");

    private CommonRules() {}

    static void checkAmount(long minor, Violations violations) {
        if (minor < 1 || minor > LARGEST) {
            violations.add("amount", minor, "is 1 to 2,147,483,647 minor units");
        }
    }

    static void checkCurrency(String currency, CodeTables tables, Violations violations) {
        if (currency == null || tables.currency(currency).isEmpty()) {
            violations.add("currency", currency, "is one of the code table");
        }
    }

    static void checkTexts(
            Optional<String> goodsName, Optional<String> device, Optional<Instant> time, Violations violations) {
        goodsName.ifPresent(name -> violations.checkText("goods name", name, GOODS_NAME));
        device.ifPresent(name -> violations.checkText("device", name, DEVICE));
        time.filter(given -> given.isBefore(FIRST_TIME) || !given.isBefore(END_OF_TIMES))
                .ifPresent(given -> violations.add("transaction time", given, "lies in the years 2000 to 9999"));
    }

    static void checkExpiry(int minutes, Violations violations) {
        if (minutes < SHORTEST_EXPIRY || minutes > LONGEST_EXPIRY) {
            violations.add("expiry minutes", minutes, "is 5 to 120");
        }
    }

    /** In production only what QFPay's notifications reach safely; elsewhere what is odd is warned of. */
    static void checkNotify(String address, Optional<Account> account, Violations violations) {
        Optional<URI> uri = violations.checkAddress("notify address", address, NOTIFY_ADDRESS);
        boolean production =
                account.filter(known -> known.environment() == Environment.PROD).isPresent();
        if (production && uri.filter(known -> !isHttpsOnItsOwnPort(known)).isPresent()) {
            violations.add("notify address", address, "is an https address on port 443 in production");
        }
    }

    private static boolean isHttpsOnItsOwnPort(URI address) {
        return "https".equalsIgnoreCase(address.getScheme()) && (address.getPort() < 0 || address.getPort() == HTTPS);
    }

    /** What is odd but not wrong; more can be added. */
    static List<String> warnings(
            long minor, Optional<String> orderNumber, Optional<String> notifyAddress, Account account) {
        List<String> warnings = new ArrayList<>();
        if (minor <= RISK_CONTROL) {
            warnings.add("QFPay suggests amounts above 200 minor units: smaller ones may meet its risk control");
        }
        if (orderNumber
                .filter(number -> !USUAL_NUMBER.matcher(number).matches())
                .isPresent()) {
            warnings.add(
                    "QFPay's documents speak of letters, digits and _ | * - in order numbers: others may be refused");
        }
        boolean realQfpay = account.environment() != Environment.LOCAL;
        if (realQfpay
                && notifyAddress.filter(address -> !isOnUsualPort(address)).isPresent()) {
            warnings.add("QFPay posts notifications to ports 80 and 443 only: this payment may only be polled");
        }
        return warnings;
    }

    private static boolean isOnUsualPort(String address) {
        int port = URI.create(address).getPort();
        return port < 0 || port == HTTP || port == HTTPS;
    }
}
