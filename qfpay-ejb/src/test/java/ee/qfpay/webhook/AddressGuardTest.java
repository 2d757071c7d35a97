package ee.qfpay.webhook;

import static org.assertj.core.api.Assertions.assertThat;

import ee.qfpay.account.AddressRange;
import java.net.InetAddress;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Which addresses a receiver may have. */
class AddressGuardTest {

    private static final AddressGuard NOTHING_MORE = new AddressGuard(List.of());

    @ParameterizedTest
    @ValueSource(
            strings = {
                "0.0.0.0",
                "10.1.2.3",
                "100.64.0.1",
                "100.100.100.200",
                "127.0.0.1",
                "127.255.255.254",
                "169.254.169.254",
                "172.16.0.1",
                "172.31.255.255",
                "192.0.0.192",
                "192.168.1.1",
                "198.19.0.1",
                "224.0.0.1",
                "255.255.255.255",
                "168.63.129.16",
                "::",
                "::1",
                "::ffff:127.0.0.1",
                "::ffff:10.0.0.1",
                "::127.0.0.1",
                "fc00::1",
                "fd00:ec2::254",
                "fe80::1",
                "ff02::1",
                "64:ff9b::a00:1",
                "2001::1",
                "2001:db8::1",
                "2002:a00:1::1"
            })
    void addressThatIsNotOfThePublicInternetIsNotPostedTo(String address) throws Exception {
        assertThat(NOTHING_MORE.admits(InetAddress.getByName(address))).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"8.8.8.8", "13.228.112.115", "172.15.255.255", "172.32.0.1", "100.128.0.1", "2606:4700::1111"})
    void addressOfThePublicInternetIs(String address) throws Exception {
        assertThat(NOTHING_MORE.admits(InetAddress.getByName(address))).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"10.1.2.3", "::ffff:10.1.2.3"})
    void whatTheDeploymentAllowsIsToo(String address) throws Exception {
        AddressGuard guard =
                new AddressGuard(List.of(AddressRange.of("10.1.0.0/16").orElseThrow()));

        assertThat(guard.admits(InetAddress.getByName(address))).isTrue();
        assertThat(guard.admits(InetAddress.getByName("10.2.0.1"))).isFalse();
    }
}
