package ee.qfpay.watch;

import static org.assertj.core.api.Assertions.assertThat;

import ee.qfpay.BesideSandbox;
import ee.qfpay.account.Account;
import ee.qfpay.account.Accounts;
import ee.qfpay.account.Settings;
import ee.qfpay.gateway.Endpoint;
import ee.qfpay.gateway.Outcome;
import ee.qfpay.gateway.Purpose;
import ee.qfpay.gateway.Reply;
import ee.qfpay.gateway.SentCall;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What the log says of clocks that are apart. */
class ClockSkewsTest {

    private static final URI FAR_END = URI.create("http://127.0.0.1:9");
    private static final Account ACCOUNT =
            Accounts.of(BesideSandbox.configured(FAR_END)).standard();

    private final ClockSkews skews = new ClockSkews(Settings.of(BesideSandbox.configured(FAR_END)));

    @Test
    void clocksThatAreApartAreWarnedOfOnceAndNamedAgainWhenTheyAgree() {
        try (WrittenLog log = WrittenLog.of(ClockSkews.class.getName())) {
            told(600, 600, 601, 600, 602);
            assertThat(log.lines())
                    .containsExactly("WARNING The clock of this machine and QFPay's are 600 s apart (account default):"
                            + " look whether this machine's time is synchronized");
            assertThat(skews.of(ACCOUNT)).contains(Duration.ofSeconds(600));

            told(0, 0, 0);
            assertThat(log.lines())
                    .last()
                    .isEqualTo("INFO The clock of this machine and QFPay's agree again (account default)");
        }
    }

    @Test
    void answersWithoutATimeOfQfpaysTellNothing() {
        try (WrittenLog log = WrittenLog.of(ClockSkews.class.getName())) {
            for (int answer = 0; answer < 5; answer++) {
                skews.told(call(null));
            }
            assertThat(log.lines()).isEmpty();
            assertThat(skews.of(ACCOUNT)).isEmpty();
        }
    }

    private void told(int... seconds) {
        for (int skew : seconds) {
            skews.told(call(Duration.ofSeconds(skew)));
        }
    }

    private static SentCall call(Duration skew) {
        Reply reply = new Reply(Outcome.DONE, "0000", "", 200, null, List.of());
        return new SentCall(ACCOUNT, Endpoint.QUERY, Purpose.POLL, "P1", reply, Duration.ofMillis(42), skew);
    }
}
