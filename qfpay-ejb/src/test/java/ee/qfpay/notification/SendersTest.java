package ee.qfpay.notification;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ee.qfpay.account.BrokenConfiguration;
import ee.qfpay.account.ConfigValues;
import ee.qfpay.account.Settings;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Proxies are 10.0.0.1 and 10.0.1.0/24; QFPay is 203.0.113.7. */
class SendersTest {
    private final Senders senders = senders(
            Map.of("qfpay.notification.sources", "203.0.113.7", "qfpay.notification.proxies", "10.0.0.1, 10.0.1.0/24"));

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            nullValues = "none",
            value = {
                "203.0.113.7  | none                                  | 203.0.113.7",
                "10.0.0.1     | 203.0.113.7                           | 203.0.113.7",
                "10.0.0.1     | 203.0.113.7, 10.0.1.9                 | 203.0.113.7",
                "10.0.0.1     | 203.0.113.7:51234                     | 203.0.113.7",
                "10.0.0.1     | 203.0.113.7, 198.51.100.66            | 198.51.100.66",
                "198.51.100.1 | 203.0.113.7                           | 198.51.100.1",
                "10.0.0.1     | none                                  | 10.0.0.1",
                "10.0.0.1     | 10.0.1.2                              | 10.0.1.2",
                "10.0.0.1     | 203.0.113.7, unknown                  | unknown",
                "10.0.0.1     | 203.0.113.7,                          | ''",
                "10.0.0.1     | [2001:db8::7]:443                     | [2001:db8::7]"
            })
    void senderIsTheNearestHopThatIsNoTrustedProxy(String peer, String forwardedFor, String sender) {
        assertThat(senders.of(posted(peer, forwardedFor))).isEqualTo(sender);
    }

    @ParameterizedTest
    @CsvSource({"203.0.113.7, true", "203.0.113.8, false", "10.0.0.1, false", "unknown, false", "'', false"})
    void onlyListedSourcesMayPost(String sender, boolean may) {
        assertThat(senders.mayPost(sender)).isEqualTo(may);
    }

    @Test
    void withoutAListAnybodyMayPost() {
        assertThat(senders(Map.of()).mayPost("198.51.100.1")).isTrue();
    }

    @Test
    void withoutProxiesNoHeaderIsBelieved() {
        assertThat(senders(Map.of()).of(posted("198.51.100.1", "203.0.113.7"))).isEqualTo("198.51.100.1");
    }

    @Test
    void listThatIsNoneStops() {
        assertThatThrownBy(() -> senders(Map.of("qfpay.notification.sources", "203.0.113.7, qfapi.com")))
                .isInstanceOf(BrokenConfiguration.class)
                .hasMessage("Set qfpay.notification.sources to at most 100 addresses or ranges such as 203.0.113.7 or"
                        + " 203.0.113.0/24, separated by commas: its value \"203.0.113.7, qfapi.com\" in map is not.");
    }

    private static Senders senders(Map<String, String> values) {
        return new Senders(Settings.of(ConfigValues.of(values)));
    }

    private static Posted posted(String peer, String forwardedFor) {
        return new Posted(new byte[0], null, peer, forwardedFor);
    }
}
