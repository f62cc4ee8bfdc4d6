package io.github.logoffd.access;

import io.github.logoffd.support.text.IpText;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.util.Arrays;
import java.util.HexFormat;

/**
 * What one party can choose its addresses from at will, as one text: an IPv4 address, the first 64 bits of an IPv6 address, all loopback
 * addresses together.
 *
 * @param text the text
 */
record Network(String text) {

    private static final Network LOOPBACK = new Network("loopback");
    private static final int PREFIX_BYTES = 8;

    static Network of(InetAddress address) {
        if (address.isLoopbackAddress()) {
            return LOOPBACK;
        }
        return new Network(
                address instanceof Inet6Address
                        ? HexFormat.of().formatHex(Arrays.copyOf(address.getAddress(), PREFIX_BYTES))
                        : IpText.of(address));
    }

    boolean isLoopback() {
        return equals(LOOPBACK);
    }
}
