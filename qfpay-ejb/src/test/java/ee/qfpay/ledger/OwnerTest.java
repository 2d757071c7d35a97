package ee.qfpay.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import ee.qfpay.account.Account;
import ee.qfpay.account.Accounts;
import ee.qfpay.account.ConfigValues;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Whose credentials may speak of a row. */
class OwnerTest {
    private static final Owner OWNER = Owner.of(account("sandbox", "APP", "key", ""));

    @Test
    void sameMerchantServesItsRowsAlsoWithANewKey() {
        assertThat(OWNER.isServedBy(account("sandbox", "APP", "new key", ""))).isTrue();
        assertThat(OWNER.environment()).isEqualTo("sandbox");
        assertThat(OWNER.account()).isEqualTo("default");
    }

    @Test
    void otherEnvironmentAppCodeOrMchidDoesNot() {
        assertThat(OWNER.isServedBy(account("test", "APP", "key", ""))).isFalse();
        assertThat(OWNER.isServedBy(account("sandbox", "OTHER", "key", ""))).isFalse();
        assertThat(OWNER.isServedBy(account("sandbox", "APP", "key", "M1"))).isFalse();
    }

    private static Account account(String environment, String appCode, String key, String mchid) {
        Map<String, String> values = new HashMap<>();
        values.put("qfpay.env", environment);
        values.put("qfpay.appcode", appCode);
        values.put("qfpay.key", key);
        values.put("qfpay.mchid", mchid);
        return Accounts.of(ConfigValues.of(values)).standard();
    }
}
