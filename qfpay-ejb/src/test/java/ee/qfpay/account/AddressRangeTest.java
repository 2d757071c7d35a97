package ee.qfpay.account;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AddressRangeTest {

    @ParameterizedTest
    @CsvSource({
        "203.0.113.7, 203.0.113.7, true",
        "203.0.113.7, 203.0.113.8, false",
        "203.0.113.0/24, 203.0.113.255, true",
        "203.0.113.99/24, 203.0.113.1, true",
        "203.0.113.0/24, 203.0.114.0, false",
        "203.0.113.0/31, 203.0.113.2, false",
        "0.0.0.0/0, 198.51.100.1, true",
        "0.0.0.0/0, 2001:db8::1, false",
        "2001:db8::/32, 2001:db8:ffff::1, true",
        "2001:db8::/32, 2001:db9::1, false",
        "2001:db8::1, 2001:0db8:0:0:0:0:0:1, true",
        "203.0.113.0/24, ::ffff:203.0.113.9, true",
        "::1, [::1], true"
    })
    void rangeContainsWhatSharesItsFirstBits(String range, String address, boolean contained) {
        assertThat(AddressRange.of(range)
                        .orElseThrow()
                        .contains(AddressRange.address(address).orElseThrow()))
                .isEqualTo(contained);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "localhost",
                "example.com",
                "1.2.3",
                "1.2.3.256",
                "1.2.3.4/33",
                "1.2.3.4/",
                "1.2.3.4/-1",
                "1.2.3.4/8/8",
                "2001:db8::/129",
                "12345::1",
                "abcd",
                "1234"
            })
    void whatIsNoAddressIsNoRange(String text) {
        assertThat(AddressRange.of(text)).isEmpty();
    }
}
