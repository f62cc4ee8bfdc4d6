package io.github.logoffd.support.text;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.nio.ByteBuffer;
import java.util.Arrays;

/**
 * Formats IP addresses, those of version 6 in the form of RFC 5952: lower case, without leading zeros, the longest run
 * of zeros as {@code ::}. The JDK writes every zero, so that its form never equals that of other programs.
 */
public final class IpText {

    private static final int GROUPS = 8;
    private static final byte[] MAPPED = {0, 0, 0, 0, 0, 0, 0, 0, 0, 0, -1, -1};

    private IpText() {}

    /** Returns the text of an address, with its zone if it has one. */
    public static String of(InetAddress address) {
        if (!(address instanceof Inet6Address)) {
            return of(address.getAddress());
        }
        String withZone = address.getHostAddress();
        int zone = withZone.indexOf('%');
        return of(address.getAddress()) + (zone < 0 ? "" : withZone.substring(zone));
    }

    /** Returns the form of an address in a URL and in a Host header. */
    public static String inUrl(InetAddress address) {
        return address instanceof Inet6Address ? '[' + of(address) + ']' : of(address);
    }

    /**
     * Returns the text of an address.
     *
     * @param bytes 4 or 16, the first one first
     * @throws IllegalArgumentException for any other number of bytes
     */
    public static String of(byte[] bytes) {
        return switch (bytes.length) {
            case 4 -> version4(bytes);
            case 16 -> isMapped(bytes) ? "::ffff:" + version4(Arrays.copyOfRange(bytes, 12, 16)) : version6(bytes);
            default ->
                throw new IllegalArgumentException("An IP address has " + bytes.length + " bytes. Expected: 4 or 16.");
        };
    }

    private static boolean isMapped(byte[] bytes) {
        return Arrays.equals(bytes, 0, MAPPED.length, MAPPED, 0, MAPPED.length);
    }

    private static String version4(byte[] bytes) {
        return (bytes[0] & 0xff) + "." + (bytes[1] & 0xff) + '.' + (bytes[2] & 0xff) + '.' + (bytes[3] & 0xff);
    }

    private static String version6(byte[] bytes) {
        int[] groups = new int[GROUPS];
        for (int i = 0; i < GROUPS; i++) {
            groups[i] = ByteBuffer.wrap(bytes).getChar(2 * i);
        }
        int start = 0;
        int length = 0;
        for (int i = 0; i < GROUPS; i++) {
            int zeros = zerosFrom(groups, i);
            if (zeros > length) {
                start = i;
                length = zeros;
            }
        }
        return length < 2
                ? joined(groups, 0, GROUPS)
                : joined(groups, 0, start) + "::" + joined(groups, start + length, GROUPS);
    }

    private static int zerosFrom(int[] groups, int start) {
        int end = start;
        while (end < GROUPS && groups[end] == 0) {
            end++;
        }
        return end - start;
    }

    private static String joined(int[] groups, int from, int to) {
        StringBuilder text = new StringBuilder();
        for (int i = from; i < to; i++) {
            text.append(i == from ? "" : ":").append(Integer.toHexString(groups[i]));
        }
        return text.toString();
    }
}
