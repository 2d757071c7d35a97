package ee.qfpay.payment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import ee.qfpay.account.Accounts;
import ee.qfpay.account.BrokenConfiguration;
import ee.qfpay.account.ConfigValues;
import ee.qfpay.account.Settings;
import ee.qfpay.api.InvalidOrder;
import ee.qfpay.api.PaymentOrder;
import ee.qfpay.catalogue.Presentment;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The standard account allows two pay types; the account "apps" takes two that the code table does not know. */
class PayTypesTest {
    private final Map<String, String> values = new HashMap<>(Orders.CONFIGURATION);

    PayTypesTest() {
        values.put("qfpay.pay.types.allow", "800101, 801110");
        values.put("qfpay.accounts", "apps");
        values.put("qfpay.account.apps.env", "sandbox");
        values.put("qfpay.account.apps.appcode", "APPCODE-OF-APPS");
        values.put("qfpay.account.apps.key", "KEY-OF-APPS");
        values.put("qfpay.account.apps.pay.types.allow", "802010,805810,800101");
        values.put("qfpay.account.apps.pay.types.further", "802010:in_app, 805810:CONSUMER_CODE,809999:WEB");
    }

    @Test
    void allowedPayTypeOfTheTableIsTaken() {
        assertThat(rules().check(order("800101").build()).payType().code()).isEqualTo("800101");
    }

    @Test
    void payTypeThatTheAccountDoesNotAllowIsRefusedByFieldValueAndRule() {
        assertThat(refused(order("800201").build()))
                .containsExactly("pay type|800201|is allowed for account default: 800101, 801110");
    }

    @Test
    void payTypeOutsideTheTableIsTakenWithItsPresentment() {
        CheckedOrder app =
                rules().check(order("802010").account("apps").goodsName("Tea").build());

        assertThat(app.payType().presentment()).isEqualTo(Presentment.IN_APP);
        assertThat(app.payType().presentment().createMeansPaid()).isFalse();
        assertThat(app.warnings()).isEmpty();
    }

    @Test
    void payTypeOutsideTheTableNeedsWhatItsPresentmentNeeds() {
        assertThat(refused(order("802010").account("apps").build()))
                .containsExactly("goods name||is given for in-app pay types");
        assertThat(refused(order("805810").account("apps").build()))
                .containsExactly(
                        "auth code|(hidden)|is given, with 1 to 128 characters, for a pay type the payer presents");
    }

    @Test
    void furtherPayTypeOfOneAccountIsNoneOfAnother() {
        assertThat(refused(order("802010").goodsName("Tea").build()))
                .containsExactly("pay type|802010|is one of the code table");
    }

    @Test
    void furtherPayTypeIsSubjectToTheAllowanceToo() {
        assertThat(refused(order("809999").account("apps").build()))
                .containsExactly("pay type|809999|is allowed for account apps: 800101, 802010, 805810");
    }

    @Test
    void unknownAccountHidesNoOtherViolation() {
        assertThat(refused(order("809999").account("nobody").build()))
                .containsExactly(
                        "account|nobody|is the name of a configured account",
                        "pay type|809999|is one of the code table");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "802010:HOSTED|give 802010 one of CONSUMER_CODE, MERCHANT_QR, WEB, WAP, IN_APP, JSAPI instead of HOSTED",
                "802010:APP|give 802010 one of",
                "800101:WEB|remove 800101, which the code table knows"
            })
    void presentmentThatCannotBeMeantStops(String further, String why) {
        values.put("qfpay.account.apps.pay.types.further", further);

        assertThatThrownBy(this::payTypes)
                .isInstanceOf(BrokenConfiguration.class)
                .hasMessageStartingWith("Change pay.types.further of account apps: ")
                .hasMessageContaining(why);
    }

    @Test
    void allowanceOfAPayTypeThatNobodyKnowsStops() {
        values.put("qfpay.pay.types.allow", "800101,802010");

        assertThatThrownBy(this::payTypes)
                .isInstanceOf(BrokenConfiguration.class)
                .hasMessage("Change pay.types.allow of account default: remove 802010, which is neither in the code"
                        + " table nor in pay.types.further.");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {"refund.allow|802001,809998", "refund.window|805801=90,809998=30", "cancel.method.of|809998=close"
            })
    void settingForAPayTypeThatNobodyKnowsStops(String setting, String value) {
        values.put("qfpay.account.apps." + setting, value);

        assertThatThrownBy(this::payTypes)
                .isInstanceOf(BrokenConfiguration.class)
                .hasMessage("Change " + setting + " of account apps: remove 809998, which is neither in the code"
                        + " table nor in pay.types.further.");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "pay.types.allow|,",
                "pay.types.allow|800101,,801110",
                "pay.types.allow|800101,",
                "pay.types.further|,",
                "refund.allow|,",
                "refund.window|,",
                "refund.window|805801=90,805801=30",
                "cancel.method.of|,",
                "cancel.method.of|close",
                "cancel.method.of|800101=refund",
                "cancel.method.of|800101=close,800101=reversal"
            })
    void listWithAnEmptyOrDoublePartStops(String setting, String value) {
        values.put("qfpay.account.apps." + setting, value);

        assertThatThrownBy(this::payTypes)
                .isInstanceOf(BrokenConfiguration.class)
                .hasMessageStartingWith("Set qfpay.account.apps." + setting + " to ");
    }

    @ParameterizedTest
    @ValueSource(strings = {"802010", "802010:", "8020100:WEB", "802010:WEB;WAP", "802010:WEB,802010:WAP"})
    void listThatIsNoneStops(String further) {
        values.put("qfpay.account.apps.pay.types.further", further);

        assertThatThrownBy(this::payTypes)
                .isInstanceOf(BrokenConfiguration.class)
                .hasMessageStartingWith("Set qfpay.account.apps.pay.types.further to different pay types");
    }

    private Accounts accounts() {
        return Accounts.of(ConfigValues.of(values));
    }

    private PayTypes payTypes() {
        return new PayTypes(accounts(), Orders.TABLES);
    }

    private OrderRules rules() {
        return new OrderRules(
                accounts(),
                Orders.TABLES,
                payTypes(),
                Settings.of(ConfigValues.of(Map.of())),
                Clock.fixed(Orders.NOW, ZoneOffset.UTC));
    }

    private static PaymentOrder.Builder order(String payType) {
        return PaymentOrder.of(50_00, "HKD", payType).orderNumber("P1");
    }

    private List<String> refused(PaymentOrder order) {
        InvalidOrder refusal = catchThrowableOfType(InvalidOrder.class, () -> rules().check(order));
        assertThat(refusal).as("refusal").isNotNull();
        return refusal.violations().stream()
                .map(one -> one.field() + "|" + one.value() + "|" + one.rule())
                .toList();
    }
}
