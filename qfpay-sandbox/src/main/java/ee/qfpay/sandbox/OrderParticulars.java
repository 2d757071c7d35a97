package ee.qfpay.sandbox;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParseException;
import com.google.gson.JsonParser;
import ee.qfpay.sandbox.Tables.PayClass;
import java.util.Optional;
import java.util.Set;

/**
 * What single pay types ask for besides what every order has. Missing is 1103; malformed, or a field that this pay type
 * has no use for, is 1104.
 */
final class OrderParticulars {
    private static final Set<PayClass> LEAVES_THE_SHOP =
            Set.of(PayClass.WEB, PayClass.WAP, PayClass.IN_APP, PayClass.JSAPI);
    private static final Set<String> ALIPAY_WAP = Set.of("801107", "801512");
    private static final Set<String> TAGGED = Set.of("801501", "801510");
    private static final Set<String> TAGS = Set.of("ALIPAYHK", "ALIPAYCN");
    private static final int LONGEST_JSON = 4096;

    private OrderParticulars() {}

    /** @param need the field that orders of this pay type cannot do without */
    static void check(Form form, String payType, PayClass payClass, Optional<String> need) {
        need.ifPresent(field -> form.required(field, LONGEST_JSON));
        checkReturn(form, payType, payClass);
        refuseUnless(need.filter("openid"::equals).isPresent(), form.optional("openid", 128), "openid", payType);
        refuseUnless(
                need.filter("sub_openid"::equals).isPresent(), form.optional("sub_openid", 128), "sub_openid", payType);
        checkScene(form, payType);
        checkTag(form, payType);
        form.optional("limit_pay", 16).filter(text -> !text.equals("no_credit")).ifPresent(text -> {
            throw new Refusal("1104", "limit_pay is no_credit or left out");
        });
    }

    private static void checkReturn(Form form, String payType, PayClass payClass) {
        int longest = payClass == PayClass.WEB ? 512 : ALIPAY_WAP.contains(payType) ? 200 : 255;
        refuseUnless(LEAVES_THE_SHOP.contains(payClass), form.optional("return_url", longest), "return_url", payType);
    }

    private static void refuseUnless(boolean expected, Optional<String> given, String field, String payType) {
        if (given.isPresent() && !expected) {
            throw new Refusal("1104", field + " is no field of pay_type " + payType);
        }
    }

    /** The scene of a WeChat payment from a mobile browser, all of it. */
    private static void checkScene(Form form, String payType) {
        Optional<String> text = form.optional("extend_info", LONGEST_JSON);
        if (text.isEmpty()) {
            return;
        }
        JsonObject json = object(text.get());
        if (payType.equals("800212")) {
            JsonObject page = inner(inner(json, "scene_info"), "h5_info");
            requireText(page, "type");
            requireText(page, "wap_url");
            requireText(page, "wap_name");
            requireText(json, "spbill_create_ip");
        }
    }

    private static JsonObject object(String text) {
        try {
            return JsonParser.parseString(text).getAsJsonObject();
        } catch (JsonParseException | IllegalStateException e) {
            throw new Refusal("1104", "extend_info is no JSON object");
        }
    }

    private static JsonObject inner(JsonObject json, String name) {
        JsonElement value = json.get(name);
        if (value == null || !value.isJsonObject()) {
            throw new Refusal("1104", "extend_info has no object " + name);
        }
        return value.getAsJsonObject();
    }

    private static void requireText(JsonObject json, String name) {
        JsonElement value = json.get(name);
        if (value == null || !value.isJsonPrimitive() || value.getAsString().isBlank()) {
            throw new Refusal("1104", "extend_info has no " + name);
        }
    }

    private static void checkTag(Form form, String payType) {
        Optional<String> tag = form.optional("pay_tag", 16);
        refuseUnless(TAGGED.contains(payType), tag, "pay_tag", payType);
        tag.filter(text -> !TAGS.contains(text)).ifPresent(text -> {
            throw new Refusal("1104", "pay_tag " + text + " is neither ALIPAYHK nor ALIPAYCN");
        });
    }
}
