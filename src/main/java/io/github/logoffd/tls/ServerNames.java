package io.github.logoffd.tls;

import io.github.logoffd.support.text.IpText;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.security.cert.CertificateParsingException;
import java.security.cert.X509Certificate;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.naming.InvalidNameException;
import javax.naming.ldap.LdapName;

/**
 * Names and addresses of a server. Names of the machine itself, such as localhost, do not identify a server and count
 * only when there is no other. Immutable.
 *
 * @param names in lower case; a name that begins with {@code *.} matches all names with one more label
 */
record ServerNames(Set<String> names) {

    private static final int DNS_NAME = 2;
    private static final int IP_ADDRESS = 7;
    private static final String ANY_LABEL = "*.";
    private static final Set<String> LOOPBACK = Set.of("localhost", "127.0.0.1", "0:0:0:0:0:0:0:1");

    ServerNames {
        names = Set.copyOf(names);
    }

    static ServerNames of(Collection<String> names) {
        return new ServerNames(names.stream().map(ServerNames::normal).collect(Collectors.toSet()));
    }

    /**
     * Returns the alternative names of a certificate; the name of its subject when it has none, as in old certificates.
     */
    static ServerNames of(X509Certificate certificate) {
        List<String> alternatives = alternatives(certificate);
        return of(
                alternatives.isEmpty()
                        ? List.of(
                                commonName(certificate.getSubjectX500Principal().getName()))
                        : alternatives);
    }

    /** Returns whether a certificate has names or addresses in addition to its subject, which most clients ignore. */
    static boolean hasAlternatives(X509Certificate certificate) {
        return !alternatives(certificate).isEmpty();
    }

    private static List<String> alternatives(X509Certificate certificate) {
        try {
            Collection<List<?>> all = certificate.getSubjectAlternativeNames();
            return all == null
                    ? List.of()
                    : all.stream()
                            .filter(name ->
                                    name.get(0).equals(DNS_NAME) || name.get(0).equals(IP_ADDRESS))
                            .map(name -> (String) name.get(1))
                            .toList();
        } catch (CertificateParsingException e) {
            // Treated like a certificate without them: the subject is used.
            return List.of();
        }
    }

    /** Returns the CN of a distinguished name, all of the name when it has none. */
    static String commonName(String subject) {
        try {
            return new LdapName(subject)
                    .getRdns().stream()
                            .filter(part -> part.getType().equals("CN"))
                            .map(part -> String.valueOf(part.getValue()))
                            .findFirst()
                            .orElse(subject);
        } catch (InvalidNameException e) {
            return subject;
        }
    }

    /** Returns the union of both. */
    ServerNames and(ServerNames others) {
        return new ServerNames(
                Stream.concat(names.stream(), others.names.stream()).collect(Collectors.toSet()));
    }

    /** Returns whether a certificate for these names covers at least one of the wanted ones. */
    boolean areForOneOf(ServerNames wanted) {
        return wanted.telling().stream()
                .anyMatch(name -> names.stream().anyMatch(mine -> covers(mine, name) || covers(name, mine)));
    }

    private Set<String> telling() {
        Set<String> telling =
                names.stream().filter(name -> !LOOPBACK.contains(name)).collect(Collectors.toSet());
        return telling.isEmpty() ? names : telling;
    }

    private static boolean covers(String pattern, String name) {
        boolean any = pattern.startsWith(ANY_LABEL)
                && name.indexOf('.') > 0
                && name.substring(name.indexOf('.')).equals(pattern.substring(1));
        return any || pattern.equals(name);
    }

    /** Addresses of version 6 have many spellings; only they have a colon. */
    private static String normal(String name) {
        String lower = name.toLowerCase(Locale.ROOT);
        if (lower.indexOf(':') < 0) {
            return lower;
        }
        try {
            return IpText.of(InetAddress.getByName(lower));
        } catch (UnknownHostException e) {
            // Not an address, such as one with a scope that this machine does not have: compared as a string.
            return lower;
        }
    }

    @Override
    public String toString() {
        return String.join(", ", names.stream().sorted().toList());
    }
}
