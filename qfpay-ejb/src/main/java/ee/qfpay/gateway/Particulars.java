package ee.qfpay.gateway;

import ee.qfpay.catalogue.Need;
import ee.qfpay.catalogue.PayType;
import jakarta.json.Json;
import java.util.Map;
import java.util.TreeMap;

/**
 * What single pay types ask for besides what every order has; each is nullable. It may hold what is personal to the payer,
 * so it shows nothing.
 *
 * @param returnAddress where the wallet brings the payer back to
 * @param payerId who the payer is to the page inside the wallet
 * @param site the mobile site the payer comes from
 * @param wallet which of Alipay's wallets: {@code ALIPAYHK} or {@code ALIPAYCN}
 * @param credit whether the payer may pay on credit; null is {@link Credit#ALLOWED}
 */
public record Particulars(String returnAddress, String payerId, MobileSite site, String wallet, Credit credit) {

    /** Nothing asked for. */
    public static final Particulars NONE = new Particulars(null, null, null, null, null);

    /** Whether the wallet may use a credit card or credit line. */
    public enum Credit {
        ALLOWED,
        REFUSED
    }

    /** Where a payer comes from who pays from a browser on a telephone: the payer's network address, and the site's. */
    public record MobileSite(String payerNetworkAddress, String address, String name) {

        /** The JSON that WeChat H5 takes, as it is signed and sent. */
        String json() {
            return Json.createObjectBuilder()
                    .add(
                            "scene_info",
                            Json.createObjectBuilder()
                                    .add(
                                            "h5_info",
                                            Json.createObjectBuilder()
                                                    .add("type", "Wap")
                                                    .add("wap_url", address)
                                                    .add("wap_name", name)))
                    .add("spbill_create_ip", payerNetworkAddress)
                    .build()
                    .toString();
        }

        @Override
        public String toString() {
            return "MobileSite[" + address + "]";
        }
    }

    public boolean refusesCredit() {
        return credit == Credit.REFUSED;
    }

    /** These by QFPay's names; what a payer's id is called depends on the pay type. */
    public Map<String, String> fields(PayType payType) {
        Map<String, String> fields = new TreeMap<>();
        if (returnAddress != null) {
            fields.put("return_url", returnAddress);
        }
        if (payerId != null) {
            fields.put(payType.needs().contains(Need.OPEN_ID) ? "openid" : "sub_openid", payerId);
        }
        if (site != null) {
            fields.put("extend_info", site.json());
        }
        if (wallet != null) {
            fields.put("pay_tag", wallet);
        }
        if (refusesCredit()) {
            fields.put("limit_pay", "no_credit");
        }
        return fields;
    }

    @Override
    public String toString() {
        return "Particulars[hidden]";
    }
}
