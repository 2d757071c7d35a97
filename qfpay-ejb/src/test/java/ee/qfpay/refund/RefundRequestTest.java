package ee.qfpay.refund;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

class RefundRequestTest {
    private static final RefundRequest PART = new RefundRequest(7, "R1", OptionalLong.of(50), "broken");

    @Test
    void sameRefundAskedForAgainHasTheSameContent() {
        assertThat(new RefundRequest(7, "R1", OptionalLong.of(50), "another word for it").content())
                .isEqualTo(PART.content());
    }

    @Test
    void otherPaymentAmountOrTheRemainderIsAnotherRefund() {
        assertThat(new RefundRequest(8, "R1", OptionalLong.of(50), "broken").content())
                .isNotEqualTo(PART.content());
        assertThat(new RefundRequest(7, "R1", OptionalLong.of(51), "broken").content())
                .isNotEqualTo(PART.content());
        assertThat(new RefundRequest(7, "R1", OptionalLong.empty(), "broken").content())
                .isNotEqualTo(PART.content());
    }
}
