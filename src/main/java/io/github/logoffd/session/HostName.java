package io.github.logoffd.session;

import io.github.logoffd.support.text.IpText;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Collection;
import java.util.List;
import java.util.regex.Pattern;

/**
 * Comparison of the names of hosts. A short name and a full name (FQDN) whose first label it is name the same host, as
 * Windows knows a machine by both. Two different full names are two hosts. Upper and lower case, and the dot that may
 * end a full name, make no difference. An address is no name: it has no short form.
 */
public final class HostName {

    private static final Pattern ADDRESS = Pattern.compile("[\\d.]+|[^.]*:.*");

    private HostName() {}

    /** Returns whether two names can be those of one host. */
    public static boolean same(String a, String b) {
        String one = plain(a);
        String other = plain(b);
        return Names.same(one, other) || isShortOf(one, other) || isShortOf(other, one);
    }

    /**
     * Returns the hosts that a name can mean: the one of exactly this name if there is one, since a host whose full
     * name is given is never another one of the same short name.
     */
    public static List<String> find(Collection<String> hosts, String name) {
        List<String> exact = hosts.stream()
                .filter(host -> Names.same(plain(host), plain(name)))
                .toList();
        return exact.isEmpty() ? hosts.stream().filter(host -> same(host, name)).toList() : exact;
    }

    private static boolean isShortOf(String shortName, String fullName) {
        int dot = fullName.indexOf('.');
        return dot > 0
                && shortName.indexOf('.') < 0
                && !ADDRESS.matcher(fullName).matches()
                && Names.same(shortName, fullName.substring(0, dot));
    }

    private static String plain(String name) {
        if (name.indexOf(':') >= 0) {
            return address(name);
        }
        return name.endsWith(".") ? name.substring(0, name.length() - 1) : name;
    }

    /** An address of version 6 has many spellings. With a colon, the JDK never resolves a name. */
    private static String address(String text) {
        try {
            return IpText.of(InetAddress.getByName(text));
        } catch (UnknownHostException e) {
            // No address, so no host has this name.
            return text;
        }
    }
}
