package ee.qfpay.payment;

import ee.qfpay.api.PaymentOrder;
import ee.qfpay.catalogue.Need;
import ee.qfpay.catalogue.PayType;
import ee.qfpay.catalogue.Presentment;
import ee.qfpay.catalogue.Wallet;
import ee.qfpay.gateway.Particulars;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * The rules of what single pay types ask for besides: needed by some, refused for all others, because a field that QFPay
 * does not expect is signed and may turn the whole order away.
 */
final class ParticularsRules {

    private static final Pattern IPV4 = Pattern.compile("((25[0-5]|2[0-4][0-9]|1?[0-9]?[0-9])(\\.(?!$)|$)){4}");
    private static final Pattern IPV6_CHARACTERS = Pattern.compile("[0-9a-fA-F:.]{2,45}");
    private static final Set<Presentment> LEAVES_THE_SHOP =
            Set.of(Presentment.WEB, Presentment.WAP, Presentment.IN_APP, Presentment.JSAPI);
    private static final Set<Wallet> KNOWS_CREDIT = Set.of(Wallet.ALIPAY, Wallet.ALIPAY_HK, Wallet.WECHAT_PAY);
    private static final Set<Wallet> ALIPAYS = Set.of(Wallet.ALIPAY, Wallet.ALIPAY_HK);
    private static final Set<String> WALLETS = Set.of("ALIPAYHK", "ALIPAYCN");
    private static final int RETURN_ON_WEB = 512;
    private static final int RETURN_ON_ALIPAY_WAP = 200;
    private static final int RETURN_ELSEWHERE = 255;
    private static final int PAYER_ID = 128;
    private static final int SITE_ADDRESS = 256;
    private static final int SITE_NAME = 64;

    private ParticularsRules() {}

    /** Adds every rule that the order's particulars break. */
    static void check(PaymentOrder order, PayType type, Violations violations) {
        order.returnAddress().ifPresent(address -> checkReturn(address, type, violations));
        checkPayer(order, type, violations);
        checkSite(order, type, violations);
        order.wallet().ifPresent(wallet -> checkWallet(wallet, type, violations));
        if (order.refusesCredit() && !KNOWS_CREDIT.contains(type.wallet())) {
            violations.add("credit", "refused", "is refused only for pay types of Alipay and WeChat Pay");
        }
    }

    /** The particulars of an order that keeps the rules. */
    static Particulars of(PaymentOrder order) {
        Particulars.MobileSite site = order.siteAddress().isEmpty()
                ? null
                : new Particulars.MobileSite(
                        order.payerNetworkAddress().orElseThrow(),
                        order.siteAddress().orElseThrow(),
                        order.siteName().orElseThrow());
        return new Particulars(
                order.returnAddress().orElse(null),
                order.payerId().orElse(null),
                site,
                order.wallet().orElse(null),
                order.refusesCredit() ? Particulars.Credit.REFUSED : Particulars.Credit.ALLOWED);
    }

    /** What QFPay's pages ask for and older orders went without. */
    static List<String> warnings(PaymentOrder order, PayType type) {
        boolean asksForReturn = ALIPAYS.contains(type.wallet())
                && (type.presentment() == Presentment.WAP || type.presentment() == Presentment.IN_APP);
        return asksForReturn && order.returnAddress().isEmpty()
                ? List.of("QFPay asks for a return address with pay type " + type.code()
                        + ": without it the payer may not come back to the shop")
                : List.of();
    }

    private static void checkReturn(String address, PayType type, Violations violations) {
        if (!LEAVES_THE_SHOP.contains(type.presentment())) {
            violations.add(
                    "return address", address, "is given only for web, mobile web, in-app and in-wallet pay types");
            return;
        }
        violations.checkAddress("return address", address, longestReturn(type));
    }

    private static int longestReturn(PayType type) {
        return switch (type.presentment()) {
            case WEB -> RETURN_ON_WEB;
            case WAP -> ALIPAYS.contains(type.wallet()) ? RETURN_ON_ALIPAY_WAP : RETURN_ELSEWHERE;
            default -> RETURN_ELSEWHERE;
        };
    }

    private static void checkPayer(PaymentOrder order, PayType type, Violations violations) {
        boolean needed = type.needs().contains(Need.OPEN_ID) || type.needs().contains(Need.SUB_OPEN_ID);
        Optional<String> payer = order.payerId();
        if (!needed && payer.isPresent()) {
            violations.addHidden("payer id", "is given only for pay types of a page inside the wallet");
        }
        if (needed && payer.filter(ParticularsRules::isPayerId).isEmpty()) {
            violations.addHidden(
                    "payer id",
                    "is given, with 1 to 128 characters and no control characters, for a pay type of a page inside the wallet");
        }
    }

    private static boolean isPayerId(String id) {
        return !id.isBlank()
                && id.codePointCount(0, id.length()) <= PAYER_ID
                && id.chars().noneMatch(Character::isISOControl);
    }

    private static void checkSite(PaymentOrder order, PayType type, Violations violations) {
        if (!type.needs().contains(Need.EXTEND_INFO)) {
            boolean given = order.payerNetworkAddress().isPresent()
                    || order.siteAddress().isPresent()
                    || order.siteName().isPresent();
            if (given) {
                violations.add(
                        "mobile site",
                        order.siteAddress().orElse(""),
                        "is given only for WeChat's mobile web pay type");
            }
            return;
        }
        if (order.payerNetworkAddress()
                .filter(ParticularsRules::isNetworkAddress)
                .isEmpty()) {
            violations.addHidden(
                    "payer network address", "is given as an IPv4 or IPv6 address for WeChat's mobile web");
        }
        order.siteAddress()
                .ifPresentOrElse(
                        address -> violations.checkAddress("site address", address, SITE_ADDRESS),
                        () -> violations.add("site address", "", "is given for WeChat's mobile web"));
        order.siteName()
                .filter(name -> !name.isBlank())
                .ifPresentOrElse(
                        name -> violations.checkText("site name", name, SITE_NAME),
                        () -> violations.add("site name", "", "is given for WeChat's mobile web"));
    }

    /** A literal address: a name would be looked up. What has a colon is read as a literal or refused, never looked up. */
    private static boolean isNetworkAddress(String text) {
        if (!text.contains(":")) {
            return IPV4.matcher(text).matches();
        }
        try {
            return IPV6_CHARACTERS.matcher(text).matches() && InetAddress.getByName(text) != null;
        } catch (UnknownHostException e) {
            return false;
        }
    }

    private static void checkWallet(String wallet, PayType type, Violations violations) {
        if (!WALLETS.contains(wallet)) {
            violations.add("wallet", wallet, "is ALIPAYHK or ALIPAYCN");
        }
        boolean takesOne = type.wallet() == Wallet.ALIPAY_HK
                && (type.presentment() == Presentment.MERCHANT_QR || type.presentment() == Presentment.IN_APP);
        if (!takesOne) {
            violations.add("wallet", wallet, "is given only for AlipayHK's QR and in-app pay types");
        }
    }
}
