package ee.qfpay.sandbox;

import com.google.gson.JsonObject;
import ee.qfpay.sandbox.Tables.PayClass;
import java.net.URI;
import java.time.Duration;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;

/** {@code POST /trade/v1/payment}: takes orders of all pay types. */
final class PaymentDesk implements Desk {
    private static final int MOST_CODES = 100_000;

    private final Branch branch;
    private final Set<String> usedAuthCodes = new HashSet<>();

    PaymentDesk(Branch branch) {
        this.branch = branch;
    }

    @Override
    public Answer serve(Form form) {
        String number = form.newNumber();
        long amount = form.amount();
        PayClass payClass = payClass(form);
        Transaction order = order(form, number, amount);
        order.expiresMillis = expiry(form, order);
        checkPayTypeRules(form, order, payClass);
        Optional<Magic> magic = branch.faults().of(amount);
        Optional<Answer> struck = branch.faults().before(magic, number);
        if (struck.isPresent()) {
            return struck.get();
        }
        checkUnused(number);
        return payClass == PayClass.CONSUMER_CODE ? payNow(form, order, magic) : place(order, payClass, magic);
    }

    private PayClass payClass(Form form) {
        String payType = form.required("pay_type", 6);
        return branch.tables()
                .payClass(payType)
                .filter(found -> found != PayClass.NOT_BY_PAYMENT)
                .orElseThrow(() -> new Refusal("1104", "filter error: pay_type " + payType));
    }

    private Transaction order(Form form, String number, long amount) {
        Transaction order = new Transaction();
        order.kind = LedgerEntry.Kind.PAYMENT;
        order.orderNumber = number;
        order.amount = amount;
        order.currency = form.required("txcurrcd", 3);
        order.payType = form.required("pay_type", 6);
        order.txdtm = form.txdtm();
        order.goodsName = form.optional("goods_name", 20).orElse("");
        order.udid = form.optional("udid", 40).orElse("");
        order.notifyUrl =
                form.optional("notify_url", 256).map(PaymentDesk::address).orElse(null);
        order.sysMillis = branch.clock().millis();
        order.respcd = "1143";
        if (!branch.tables().knowsCurrency(order.currency)) {
            throw new Refusal("1104", "filter error: txcurrcd " + order.currency);
        }
        return order;
    }

    private static String address(String text) {
        try {
            String scheme = URI.create(text).getScheme();
            if ("http".equals(scheme) || "https".equals(scheme)) {
                return text;
            }
        } catch (IllegalArgumentException e) {
            // answered below, like an address of another scheme
        }
        throw new Refusal("1104", "notify_url is no http or https address");
    }

    private static long expiry(Form form, Transaction order) {
        return order.sysMillis
                + Duration.ofMinutes(form.number("expired_time", 5, 120, 30)).toMillis();
    }

    private void checkPayTypeRules(Form form, Transaction order, PayClass payClass) {
        OrderParticulars.check(form, order.payType, payClass, branch.tables().need(order.payType));
        form.optional("auth_code", 128);
        if (order.payType.equals("801101") && order.currency.equals("HKD") && order.amount <= 100) {
            throw new Refusal("1104", "txamt of pay_type 801101 must be greater than 1 HKD");
        }
    }

    private void checkUnused(String number) {
        if (branch.books().byNumber(number).isPresent()) {
            throw new Refusal("2011", "out_trade_no " + number + " is used");
        }
    }

    /** A consumer's code pays in the same moment. */
    private Answer payNow(Form form, Transaction order, Optional<Magic> magic) {
        if (branch.options().has(SandboxOptions.Rule.SINGLE_USE_AUTH_CODES)) {
            useUp(form.required("auth_code", 128));
        }
        order.syssn = branch.books().nextSyssn();
        execute(order, magic);
        return branch.faults().after(magic, order, branch.answers().flat(order, order.respcd));
    }

    private void execute(Transaction order, Optional<Magic> magic) {
        switch (magic.orElse(Magic.SLOW_ANSWER)) {
            case REFUSED -> refuse(order);
            case PENDING_FOR_EVER -> stayPending(order);
            case LATE_SUCCESS -> order.failFirst("1205");
            default -> {
                branch.payer().pay(order);
                return;
            }
        }
        branch.books().record(order);
        branch.payer().schedule(order);
    }

    private void useUp(String authCode) {
        if (usedAuthCodes.size() >= MOST_CODES || !usedAuthCodes.add(authCode)) {
            throw new Refusal("1202", "auth_code was used before");
        }
    }

    /** Any other order waits for the payer; 0000 says only that it was placed. */
    private Answer place(Transaction order, PayClass payClass, Optional<Magic> magic) {
        order.syssn = branch.books().nextSyssn();
        Duration payAfter = branch.options().payAfter();
        order.paysMillis = payAfter == null ? null : Long.valueOf(order.sysMillis + payAfter.toMillis());
        switch (magic.orElse(Magic.SLOW_ANSWER)) {
            case REFUSED -> refuse(order);
            case PENDING_FOR_EVER -> stayPending(order);
            case LATE_SUCCESS -> order.failFirst("1181");
            default -> {}
        }
        branch.books().record(order);
        branch.payer().schedule(order);
        JsonObject flat = branch.answers().flat(order, order.respcd.equals("1205") ? "1205" : "0000");
        addHandle(flat, order, payClass);
        return branch.faults().after(magic, order, flat);
    }

    private static void refuse(Transaction order) {
        order.respcd = "1205";
        order.paysMillis = null;
    }

    private static void stayPending(Transaction order) {
        order.expiresMillis = null;
        order.paysMillis = null;
    }

    private void addHandle(JsonObject flat, Transaction order, PayClass payClass) {
        if (order.respcd.equals("1205")) {
            return;
        }
        String page = branch.address().resolve("/pay/" + order.syssn).toString();
        switch (payClass) {
            case QR -> flat.addProperty("qrcode", page);
            case WEB, WAP -> flat.addProperty("pay_url", page);
            default -> {
                if (order.payType.equals("802010")) {
                    flat.addProperty("pay_params", page); // the FPS app is called with an address
                } else {
                    flat.add("pay_params", parameters(order, page));
                }
            }
        }
    }

    private JsonObject parameters(Transaction order, String page) {
        JsonObject parameters = new JsonObject();
        if (order.payType.equals("800107")) {
            parameters.addProperty("tradeNO", order.syssn);
            return parameters;
        }
        parameters.addProperty("appId", "wxlocalsandbox");
        parameters.addProperty("timeStamp", Long.toString(order.sysMillis / 1000));
        parameters.addProperty("nonceStr", order.syssn);
        parameters.addProperty("package", "prepay_id=" + page);
        parameters.addProperty("signType", "MD5");
        parameters.addProperty("paySign", Signatures.ofBody(order.syssn, "wallet", "MD5"));
        return parameters;
    }

    @Override
    public void clear() {
        usedAuthCodes.clear();
    }
}
