package ee.qfpay.web.console;

import static org.assertj.core.api.Assertions.assertThat;

import ee.qfpay.api.Busy;
import ee.qfpay.api.RefundRefused;
import org.junit.jupiter.api.Test;

class FeedbackTest {

    @Test
    void refusalIsSaidInTheUsersLanguageWithItsReason() {
        Words hongKong = Words.in(Language.TRADITIONAL.getLocale());

        assertThat(Feedback.of(new RefundRefused("more than what is left"), hongKong))
                .isEqualTo("未有退款，未有傳送任何要求：more than what is left");
    }

    @Test
    void busyTellsToTryAgain() {
        assertThat(Feedback.of(new Busy("internal words"), Words.in(Language.ENGLISH.getLocale())))
                .contains("Try again")
                .doesNotContain("internal words");
    }
}
