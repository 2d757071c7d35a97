package ee.qfpay.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Which refusals of a refund QFPay may take back later. */
class PutOffTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Transaction cannot be refunded (11:30pm-0:30am)",
                "交易無法退款（晚上 11:30 至凌晨 0:30）",
                "no refunds from 23:30 to 00:30",
                ""
            })
    void cannotBeRefundedNowIsTheHour(String words) {
        assertThat(refused("1265", words).putOff()).contains(PutOff.CLOSED_HOURS);
    }

    /** The real words that were seen, and what they come to beside the code's own text. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "退款接口只能申请 29 天的订单",
                "退款接口只能申请29天的订单",
                "已經超出可退款時限",
                "Transaction cannot be refunded (11:30pm-0:30am) (退款接口只能申请 29 天的订单)",
                "only orders of the last 29 days can be refunded",
                "refund period exceeded"
            })
    void cannotBeRefundedAnyMoreIsFinal(String words) {
        assertThat(refused("1265", words).putOff()).isEmpty();
    }

    @Test
    void takingsAreThereAgainAnotherDay() {
        assertThat(refused("1269", "refundable balance is 0 HKD").putOff()).contains(PutOff.TAKINGS);
    }

    @Test
    void anotherRequestUnderWayIsOverSoon() {
        assertThat(refused("1155", "You still have processing requests, please do not repeat")
                        .putOff())
                .contains(PutOff.BUSY);
    }

    @ParameterizedTest
    @CsvSource({"1124", "1155", "1270", "1271", "1272", "1108"})
    void otherRefusalsAreFinal(String code) {
        assertThat(refused(code, "no").putOff()).isEmpty();
    }

    @ParameterizedTest
    @EnumSource(value = Outcome.class, mode = EnumSource.Mode.EXCLUDE, names = "REFUSED")
    void onlyARefusalIsPutOff(Outcome outcome) {
        assertThat(new Reply(outcome, "1265", "", 200, null, List.of()).putOff())
                .isEmpty();
    }

    private static Reply refused(String code, String words) {
        return new Reply(Outcome.REFUSED, code, words, 200, null, List.of());
    }
}
