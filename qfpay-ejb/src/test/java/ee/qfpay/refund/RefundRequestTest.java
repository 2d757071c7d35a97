package ee.qfpay.refund;

import static org.assertj.core.api.Assertions.assertThat;

import ee.qfpay.access.Caller;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

class RefundRequestTest {
    private static final RefundRequest PART = new RefundRequest(7, "R1", OptionalLong.of(50), "broken", Caller.SYSTEM);

    @Test
    void sameRefundAskedForAgainHasTheSameContent() {
        assertThat(new RefundRequest(7, "R1", OptionalLong.of(50), "another word for it", Caller.SYSTEM).content())
                .isEqualTo(PART.content());
    }

    @Test
    void otherPaymentAmountOrTheRemainderIsAnotherRefund() {
        assertThat(new RefundRequest(8, "R1", OptionalLong.of(50), "broken", Caller.SYSTEM).content())
                .isNotEqualTo(PART.content());
        assertThat(new RefundRequest(7, "R1", OptionalLong.of(51), "broken", Caller.SYSTEM).content())
                .isNotEqualTo(PART.content());
        assertThat(new RefundRequest(7, "R1", OptionalLong.empty(), "broken", Caller.SYSTEM).content())
                .isNotEqualTo(PART.content());
    }
}
