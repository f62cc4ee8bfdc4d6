package io.github.logoffd.session;

import io.github.logoffd.support.text.IpText;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Comparison of the names of hosts. A short name means the host of that name in the DNS domain of this machine, as
 * Windows completes it, so {@code RDS01} and {@code rds01.corp.example} are one host there and two hosts anywhere else:
 * a request for a host of another domain must never reach one that has the same short name. Upper and lower case, and
 * the dot that may end a full name, make no difference. An address is no name: it has no short form.
 */
public final class HostName {

    private static final Pattern LOOPBACK = Pattern.compile("127(\\.\\d{1,3}){3}|::1");
    private static final String LOCALHOST = "localhost";

    private static final Pattern ADDRESS = Pattern.compile("[\\d.]+|[^.]*:.*");

    /** The DNS domain of this machine, {@code ""} when unknown; Windows sets the variable for users of a domain. */
    private static volatile String domain =
            Optional.ofNullable(System.getenv("USERDNSDOMAIN")).orElse("");

    private HostName() {}

    /** Sets the DNS domain that completes short names, {@code ""} for none. */
    public static void completeBy(String dnsDomain) {
        domain = dnsDomain;
    }

    /** Returns whether two names are those of one host. */
    public static boolean same(String a, String b) {
        return Names.same(complete(a), complete(b));
    }

    /** Returns whether two names can be those of one host: a short one may be that of any domain. */
    public static boolean maybeSame(String a, String b) {
        String one = plain(a);
        String other = plain(b);
        return Names.same(one, other) || isShortOf(one, other) || isShortOf(other, one);
    }

    /** Returns whether a name means the machine itself wherever it is used: localhost, a dot or a loopback address. */
    public static boolean isLoopback(String name) {
        return name.equals(".")
                || Names.same(plain(name), LOCALHOST)
                || LOOPBACK.matcher(plain(name)).matches();
    }

    /**
     * Returns whether a name, used on a machine, means that machine.
     *
     * @param computer the name of the machine
     */
    public static boolean isThisMachine(String name, String computer) {
        return same(name, computer) || isLoopback(name);
    }

    /**
     * Returns the hosts that a name can mean: the one that it names if there is one, otherwise every one of this short
     * name.
     */
    public static List<String> find(Collection<String> hosts, String name) {
        List<String> named = hosts.stream().filter(host -> same(host, name)).toList();
        return named.isEmpty()
                ? hosts.stream()
                        .filter(host -> isShortOf(plain(name), plain(host)))
                        .toList()
                : named;
    }

    private static String complete(String name) {
        String plain = plain(name);
        boolean isShort = !plain.isEmpty()
                && plain.indexOf('.') < 0
                && !ADDRESS.matcher(plain).matches();
        return isShort && !domain.isEmpty() ? plain + '.' + domain : plain;
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
