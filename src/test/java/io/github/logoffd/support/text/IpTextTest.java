package io.github.logoffd.support.text;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.net.Inet6Address;
import java.net.InetAddress;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Addresses as RFC 5952 and other programs write them. */
class IpTextTest {

    @ParameterizedTest
    @CsvSource({
        "192.0.2.7, 192.0.2.7",
        "255.255.255.255, 255.255.255.255",
        "0.0.0.0, 0.0.0.0",
        "2001:db8:0:0:0:0:0:2a, 2001:db8::2a",
        "2001:0DB8:0:4:0:0:0:2A, 2001:db8:0:4::2a",
        "0:0:0:0:0:0:0:1, ::1",
        "0:0:0:0:0:0:0:0, ::",
        "2001:db8:0:0:0:0:0:0, 2001:db8::",
        "0:0:0:0:0:0:db8:1, ::db8:1",
        "2001:db8:0:1:1:1:1:1, 2001:db8:0:1:1:1:1:1",
        "2001:0:0:1:0:0:0:1, 2001:0:0:1::1",
        "2001:db8:0:0:1:0:0:1, 2001:db8::1:0:0:1",
        "0:1:2:3:4:5:6:7, 0:1:2:3:4:5:6:7",
        "64:ff9b:0:0:0:0:c000:207, 64:ff9b::c000:207"
    })
    void anAddressHasOneText(String any, String expected) throws Exception {
        assertThat(IpText.of(InetAddress.getByName(any))).isEqualTo(expected);
    }

    @Test
    void aVersion4AddressInsideAVersion6OneIsShownAsSuch() {
        byte[] mapped = {0, 0, 0, 0, 0, 0, 0, 0, 0, 0, -1, -1, (byte) 192, 0, 2, 7};

        assertThat(IpText.of(mapped)).isEqualTo("::ffff:192.0.2.7");
    }

    @Test
    void theZoneStays() throws Exception {
        byte[] local = new byte[16];
        local[0] = (byte) 0xfe;
        local[1] = (byte) 0x80;
        local[15] = 1;

        assertThat(IpText.of(Inet6Address.getByAddress("", local, 11))).isEqualTo("fe80::1%11");
    }

    @Test
    void inAUrlAVersion6AddressHasBrackets() throws Exception {
        assertThat(IpText.inUrl(InetAddress.getByName("2001:db8::1"))).isEqualTo("[2001:db8::1]");
        assertThat(IpText.inUrl(InetAddress.getByName("192.0.2.7"))).isEqualTo("192.0.2.7");
    }

    @Test
    void otherNumbersOfBytesAreRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> IpText.of(new byte[5]))
                .withMessage("An IP address has 5 bytes. Expected: 4 or 16.");
    }
}
