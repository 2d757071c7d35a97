package ee.qfpay.web.console;

import static org.assertj.core.api.Assertions.assertThat;

import ee.qfpay.account.ConfigValues;
import ee.qfpay.account.Settings;
import ee.qfpay.catalogue.CodeTables;
import ee.qfpay.money.Money;
import ee.qfpay.payment.PaymentState;
import jakarta.servlet.http.HttpServletRequest;
import java.lang.reflect.Proxy;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ConsolePageTest {

    private final ConsolePage page = new ConsolePage();

    @BeforeEach
    void openInEnglish() {
        page.request = bareRequest();
        page.settings = Settings.of(ConfigValues.of(Map.of()));
        page.tables = CodeTables.load();
        page.begin();
    }

    @ParameterizedTest
    @EnumSource(names = {"RECORDED", "AWAITING_PAYER", "CLOSED"})
    void successIsNoPaymentForAnOrderThatIsNotPaid(PaymentState state) {
        assertThat(page.said("0000", state)).isEqualTo("0000 Order placed; nothing is paid");
    }

    @Test
    void successIsSaidInQfpaysWordsForAPaidOrder() {
        assertThat(page.said("0000", PaymentState.PAID)).isEqualTo("0000 Transaction successful");
    }

    @Test
    void anyOtherCodeOfAClosedOrderIsSaidInQfpaysWords() {
        assertThat(page.said("1142", PaymentState.CLOSED)).startsWith("1142 ").doesNotContain("nothing is paid");
    }

    @Test
    void amountForAFieldIsTheFigureAlone() {
        assertThat(page.plain(new Money(1_234_50, "HKD"))).isEqualTo("1,234.50");
        assertThat(page.plain(new Money(100, "JPY"))).isEqualTo("100");
    }

    @Test
    void amountsInTheConnectorsOwnSentencesAreShownAsEverywhere() {
        assertThat(page.sentence("QFPay reports HKD 6900 (minor), the order was " + new Money(100_00, "HKD")))
                .isEqualTo("QFPay reports HKD 69.00, the order was HKD 100.00");
        assertThat(page.sentence("JPY 100 (minor) and IDR 12345 (minor) and hkd 1 (minor) and HKD many (minor)"))
                .isEqualTo("JPY 100 and IDR 12345 (minor units) and hkd 1 (minor) and HKD many (minor)");
    }

    @Test
    void amountForAFieldIsWholeMinorUnitsWhereQfpayStatesNoDecimals() {
        assertThat(page.plain(new Money(12_345, "IDR"))).isEqualTo("12345");
    }

    /** A request without cookies and headers. */
    private static HttpServletRequest bareRequest() {
        return (HttpServletRequest) Proxy.newProxyInstance(
                ConsolePageTest.class.getClassLoader(),
                new Class<?>[] {HttpServletRequest.class},
                (request, method, arguments) -> null);
    }
}
