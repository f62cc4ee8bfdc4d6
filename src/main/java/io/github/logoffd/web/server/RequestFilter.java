package io.github.logoffd.web.server;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Rejects requests that a page of another server could have caused: a foreign {@code Host} (DNS rebinding), a foreign
 * {@code Origin}, a request that the browser marks as cross-site. Other programs send none of these and are served.
 * Only a link to a page without data may be followed from anywhere. Each of these headers may occur once: of two, a
 * proxy in front may have checked the other.
 */
public final class RequestFilter {

    private static final Set<String> OWN_SITE = Set.of("same-origin", "none");

    private static final Pattern PORT = Pattern.compile(":\\d{1,5}$");

    private static final List<String> ONCE = List.of("Host", "Origin", "Sec-Fetch-Site", "Authorization");

    private final Set<String> hosts;
    private final String scheme;
    private final String probePath;

    /**
     * Creates a filter for a server that is addressed by {@code scheme}, {@code http} or {@code https}.
     *
     * @param probePath the path that HTTP/1.0 requests may use without a Host header, as simple probes do
     */
    public RequestFilter(Set<String> hosts, String scheme, String probePath) {
        this.hosts = Set.copyOf(hosts);
        this.scheme = scheme;
        this.probePath = probePath;
    }

    /**
     * Returns whether a request may be served; a rejected one has been answered.
     *
     * @param page whether the request is for a page, which links of other sites may lead to
     */
    boolean accepts(Exchange exchange, boolean page) {
        Optional<String> twice =
                ONCE.stream().filter(name -> exchange.headers(name).size() > 1).findFirst();
        if (twice.isPresent()) {
            return refused(exchange, 400, "The header " + twice.get() + " occurs more than once. Send it once.");
        }
        Optional<String> host = exchange.header("Host");
        if (host.isEmpty() && exchange.isOldHttp() && exchange.path().equals(probePath)) {
            return true;
        }
        return problemWith(
                        host.orElse(""),
                        exchange.header("Origin").orElse(""),
                        page && isNavigation(exchange)
                                ? ""
                                : exchange.header("Sec-Fetch-Site").orElse(""))
                .map(problem -> refused(exchange, 403, problem))
                .orElse(true);
    }

    /** Returns whether the browser is about to show the answer as a page of its own, in no frame of another page. */
    private static boolean isNavigation(Exchange exchange) {
        return exchange.method().equals("GET")
                && exchange.header("Sec-Fetch-Mode").filter("navigate"::equals).isPresent()
                && exchange.header("Sec-Fetch-Dest").filter("document"::equals).isPresent();
    }

    private static boolean refused(Exchange exchange, int status, String sentence) {
        exchange.closeAfterwards();
        exchange.error(status, sentence);
        return false;
    }

    Optional<String> problemWith(String host, String origin, String fetchSite) {
        if (!hosts.contains(withoutPort(host))) {
            return Optional.of("Unknown Host header \"" + host + "\". Allowed: "
                    + String.join(", ", hosts.stream().sorted().toList())
                    + ". Add names with http.hosts in logoffd.properties.");
        }
        if (!origin.isEmpty() && !origin.equalsIgnoreCase(scheme + "://" + host)) {
            return Optional.of("The Origin header is \"" + origin
                    + "\". Pages of other servers are rejected: send no Origin header.");
        }
        if (!fetchSite.isEmpty() && !OWN_SITE.contains(fetchSite.toLowerCase(Locale.ROOT))) {
            return Optional.of(
                    "The Sec-Fetch-Site header is \"" + fetchSite + "\". Pages of other servers are rejected.");
        }
        return Optional.empty();
    }

    private static String withoutPort(String host) {
        return PORT.matcher(host).replaceFirst("").toLowerCase(Locale.ROOT);
    }
}
