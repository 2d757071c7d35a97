package ee.qfpay.sandbox;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * What stands behind QFPay's checkout page: checks the signed address, and makes the order when the payer pays it. Until
 * then no enquiry finds it.
 */
final class Checkstand {
    private static final List<String> REQUIRED = List.of(
            "appcode",
            "sign_type",
            "sign",
            "paysource",
            "txamt",
            "txcurrcd",
            "out_trade_no",
            "txdtm",
            "return_url",
            "failed_url",
            "notify_url");

    /** The page's language may be changed by whoever opens it. */
    private static final Set<String> NOT_SIGNED = Set.of("sign", "lang");

    private final Branch branch;

    Checkstand(Branch branch) {
        this.branch = branch;
    }

    /**
     * The fields of an address.
     *
     * @param address the whole address; QFPay's page has its fields behind the hash
     * @throws Refusal as QFPay's page would show it: 1108 for a wrong signature
     */
    Form admit(String address) {
        String marker = address.contains("#/?") ? "#/?" : "?";
        int at = address.indexOf(marker);
        return admitFields(at < 0 ? "" : address.substring(at + marker.length()));
    }

    /** The same for the fields alone, percent-encoded as they stand in the address. */
    Form admitFields(String encoded) {
        // in an address, other than in a form's body, a plus sign is a plus sign
        Form form = new Form(Form.parse(encoded.replace("+", "%2B")));
        REQUIRED.forEach(name -> form.required(name, 512));
        checkSignature(form);
        if (!form.required("paysource", 32).endsWith("_checkout")) {
            throw new Refusal("1104", "paysource does not end in _checkout");
        }
        form.optional("mchid", 16).ifPresent(mchid -> {
            throw new Refusal("1104", "mchid is no field of a checkout: mchntid is");
        });
        if (!form.optional("mchntid", 16)
                .equals(Optional.ofNullable(branch.options().mchid()))) {
            throw new Refusal("1108", "mchntid is missing, not this merchant's, or not wanted");
        }
        checkTime(form);
        form.newNumber();
        form.amount();
        form.txdtm();
        form.number("expired_time", 5, 120, 30);
        return form;
    }

    private void checkSignature(Form form) {
        String signType = form.required("sign_type", 16).toUpperCase(Locale.ROOT);
        if (!branch.options().appCode().equals(form.required("appcode", 64))) {
            throw new Refusal("1108", "appcode is not of this environment");
        }
        String given = form.required("sign", 128);
        String signed = new TreeMap<>(form.all())
                .entrySet().stream()
                        .filter(field -> !NOT_SIGNED.contains(field.getKey()))
                        .map(field -> field.getKey() + "=" + field.getValue())
                        .collect(Collectors.joining("&"));
        boolean verified = branch.options().keys().stream()
                .map(key -> Signatures.ofBody(signed, key, signType).toLowerCase(Locale.ROOT))
                .anyMatch(given::equals);
        if (!verified) {
            throw new Refusal("1108", "Sign_Error: sign does not verify with " + signType);
        }
    }

    private void checkTime(Form form) {
        String until = form.optional("checkout_expired_time", 13).orElse("");
        boolean instant = until.matches("[0-9]{13}");
        if (!until.isEmpty() && !instant && !until.matches("[0-9]{1,3}")) {
            throw new Refusal("1104", "checkout_expired_time is neither up to three digits nor milliseconds");
        }
        if (instant && Long.parseLong(until) <= branch.clock().millis()) {
            throw new Refusal("1181", "the checkout page is over");
        }
    }

    /** The payer pays, in the way chosen on the page. Called while holding the lock of {@link Books}. */
    LedgerEntry pay(Form form, String payType) {
        String number = form.newNumber();
        if (branch.books().byNumber(number).isPresent()) {
            throw new Refusal("2011", "out_trade_no " + number + " is used");
        }
        Transaction order = new Transaction();
        order.kind = LedgerEntry.Kind.PAYMENT;
        order.syssn = branch.books().nextSyssn();
        order.orderNumber = number;
        order.amount = form.amount();
        order.currency = form.required("txcurrcd", 3);
        order.payType = payType;
        order.txdtm = form.txdtm();
        order.goodsName = form.optional("goods_name", 20).orElse("");
        order.udid = form.optional("udid", 40).orElse("");
        order.notifyUrl = form.required("notify_url", 256);
        order.sysMillis = branch.clock().millis();
        branch.payer().pay(order);
        return order.entry(branch.clock().instant());
    }
}
