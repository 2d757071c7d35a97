package ee.qfpay.sandbox;

import com.google.gson.JsonObject;
import java.time.Instant;

/** Puts transactions into the words of QFPay's published sample answers. */
final class Answers {
    private static final String SUCCESS_TEXT = "\u4ea4\u6613\u6210\u529f";
    private final Tables tables;

    Answers(Tables tables) {
        this.tables = tables;
    }

    JsonObject refusal(Refusal refusal) {
        JsonObject json = new JsonObject();
        json.addProperty("respcd", refusal.respcd());
        json.addProperty("respmsg", refusal.getMessage());
        json.addProperty("resperr", tables.text(refusal.respcd()));
        return json;
    }

    /** The flat answer about one entry; {@code respcd} is the answer's own, which for a new QR order is 0000. */
    JsonObject flat(Transaction entry, String respcd) {
        JsonObject json = new JsonObject();
        json.addProperty("pay_type", entry.payType);
        json.addProperty("sysdtm", SandboxClock.text(entry.sysMillis));
        json.addProperty("txdtm", entry.txdtm);
        json.addProperty("paydtm", SandboxClock.text(entry.paidMillis == null ? entry.sysMillis : entry.paidMillis));
        json.addProperty("resperr", resperr(respcd));
        json.addProperty("respmsg", "");
        json.addProperty("txamt", Long.toString(entry.amount));
        json.addProperty("txcurrcd", entry.currency);
        json.addProperty("out_trade_no", entry.orderNumber);
        json.addProperty("syssn", entry.syssn);
        if (entry.originalSyssn != null) {
            json.addProperty("orig_syssn", entry.originalSyssn);
        }
        json.addProperty("respcd", respcd);
        json.addProperty("udid", entry.udid);
        json.addProperty("cardcd", "");
        json.addProperty("chnlsn", "");
        json.addProperty("chnlsn2", "");
        json.addProperty("surcharge_fee", 0);
        json.addProperty("surcharge_rate", 0);
        return json;
    }

    /** The same answer as QFPay's guide draws it: fields inside data, with qf_trade_no and txstatus. */
    JsonObject nested(JsonObject flat, Transaction entry) {
        JsonObject data = new JsonObject();
        flat.entrySet().stream()
                .filter(field ->
                        !field.getKey().startsWith("resp") && !field.getKey().equals("syssn"))
                .forEach(field -> data.add(field.getKey(), field.getValue()));
        data.addProperty("qf_trade_no", entry.syssn);
        data.addProperty("txstatus", txstatus(entry.respcd));
        JsonObject json = new JsonObject();
        json.addProperty("respcd", flat.get("respcd").getAsString());
        json.addProperty("respmsg", flat.get("respcd").getAsString().equals("0000") ? "success" : "");
        json.add("data", data);
        return json;
    }

    private static String txstatus(String respcd) {
        return switch (respcd) {
            case "0000" -> "SUCCESS";
            case "1143", "1145" -> "PENDING";
            default -> "FAILED";
        };
    }

    /** One row of an enquiry. */
    JsonObject row(Transaction entry, Instant now) {
        String respcd = entry.shownAt(now);
        JsonObject json = new JsonObject();
        json.addProperty("syssn", entry.syssn);
        json.addProperty("out_trade_no", entry.orderNumber);
        json.addProperty("chnlsn", "");
        json.addProperty("chnlsn2", "");
        json.addProperty("pay_type", entry.payType);
        json.addProperty("order_type", entry.type());
        json.addProperty("txdtm", entry.txdtm);
        json.addProperty("sysdtm", SandboxClock.text(entry.sysMillis));
        json.addProperty("paydtm", SandboxClock.text(entry.paidMillis == null ? entry.sysMillis : entry.paidMillis));
        json.addProperty("txamt", Long.toString(entry.amount));
        json.addProperty("txcurrcd", entry.currency);
        json.addProperty("cancel", entry.cancel);
        json.addProperty("respcd", respcd);
        json.addProperty("errmsg", resperr(respcd));
        json.addProperty("origssn", entry.originalSyssn);
        json.addProperty("goods_name", entry.goodsName);
        json.addProperty("goods_info", "");
        json.addProperty("cardcd", "");
        json.addProperty("clisn", "");
        json.addProperty("udid", entry.udid);
        json.addProperty("userid", "");
        json.addProperty("exchange_rate", "");
        json.addProperty("cash_fee", "0");
        json.addProperty("cash_fee_type", "");
        return json;
    }

    private String resperr(String respcd) {
        return respcd.equals("0000") ? SUCCESS_TEXT : tables.text(respcd);
    }
}
