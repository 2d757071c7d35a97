package ee.qfpay.webhook;

import static org.assertj.core.api.Assertions.assertThat;

import ee.qfpay.account.AddressRange;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
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
                "64:ff9b::a9fe:a9fe",
                "64:ff9b:1::808:808",
                "::ffff:0:10.0.0.1",
                "::8.8.8.8",
                "2001::1",
                "2001:db8::1",
                "2002:a00:1::1"
            })
    void addressThatIsNotOfThePublicInternetIsNotPostedTo(String address) throws Exception {
        assertThat(NOTHING_MORE.admits(InetAddress.getByName(address))).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "8.8.8.8",
                "13.228.112.115",
                "172.15.255.255",
                "172.32.0.1",
                "100.128.0.1",
                "2606:4700::1111",
                "64:ff9b::808:808"
            })
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

    /** An administrator who opened what leads through a translator or a tunnel has not opened what lies behind it. */
    @ParameterizedTest
    @CsvSource({
        "64:ff9b::/96, 64:ff9b::7f00:1",
        "64:ff9b:1::/48, 64:ff9b:1::a00:1",
        "64:ff9b:1::/48, 64:ff9b:1:a00:0:100:808:808",
        "2002::/16, 2002:a9fe:a9fe::1",
        "2001::/32, 2001:0:808:808::f5ff:fffe",
        "2001::/32, 2001:0:a00:1::f7f7:f7f7",
        "::/96, ::10.0.0.1",
        "::ffff:0:0:0/96, ::ffff:0:192.168.1.1",
        "::/0, 64:ff9b::a00:1",
        "2000::/3, 2002:c0a8:101::1"
    })
    void addressThatCarriesOneOfIpv4IsJudgedByThatToo(String opened, String address) throws Exception {
        AddressRange range = AddressRange.of(opened).orElseThrow();
        AddressRange behind = AddressRange.of("0.0.0.0/0").orElseThrow();
        InetAddress carrier = InetAddress.getByName(address);

        assertThat(range.contains(carrier)).isTrue();
        assertThat(new AddressGuard(List.of(range)).admits(carrier)).isFalse();
        assertThat(new AddressGuard(List.of(range, behind)).admits(carrier))
                .as("with what lies behind it opened too; of a network's own translator nobody knows that")
                .isEqualTo(!address.startsWith("64:ff9b:1:"));
    }

    @ParameterizedTest
    @CsvSource({"2002::/16, 2002:808:808::1", "2001::/32, 2001:0:808:808::f7f7:f7f7", "::1, ::1", "fd00::/8, fd00::1"})
    void whatCarriesAPublicAddressOrNoneIsAllowedWithItsRange(String opened, String address) throws Exception {
        AddressGuard guard = new AddressGuard(List.of(AddressRange.of(opened).orElseThrow()));

        assertThat(guard.admits(InetAddress.getByName(address))).isTrue();
    }

    /** So it comes from a name server that has it as an address of IPv6. */
    @Test
    void addressOfIpv4ThatIsWrittenAsIpv6IsThatOne() throws Exception {
        byte[] mapped = {0, 0, 0, 0, 0, 0, 0, 0, 0, 0, -1, -1, 10, 1, 2, 3};
        InetAddress address = Inet6Address.getByAddress(null, mapped, -1);
        AddressRange all6 = AddressRange.of("::/0").orElseThrow();
        AddressRange its = AddressRange.of("10.1.2.3").orElseThrow();

        assertThat(address).isInstanceOf(Inet6Address.class);
        assertThat(new AddressGuard(List.of(all6)).admits(address)).isFalse();
        assertThat(new AddressGuard(List.of(its)).admits(address)).isTrue();
    }
}
