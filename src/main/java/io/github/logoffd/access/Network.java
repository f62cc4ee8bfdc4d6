package io.github.logoffd.access;

import io.github.logoffd.support.text.IpText;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.util.Arrays;
import java.util.HexFormat;

/**
 * The range from which one party can choose its addresses at will: an IPv4 address, the first 64 bits of an IPv6
 * address, or all loopback addresses together.
 *
 * @param text the range as a string
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
