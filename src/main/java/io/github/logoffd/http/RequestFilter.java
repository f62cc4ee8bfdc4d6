package io.github.logoffd.http;

import com.sun.net.httpserver.Filter;
import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Turns away what a web page in somebody's browser could send: a foreign {@code Host} (DNS rebinding), a foreign {@code Origin},
 * a request that the browser itself calls cross-site. Programs send none of these and are served.
 */
final class RequestFilter extends Filter {

    private static final Set<String> OWN_SITE = Set.of("same-origin", "none");

    private static final Pattern PORT = Pattern.compile(":\\d{1,5}$");

    private final Set<String> hosts;
    private final String scheme;
    private final Responses responses;

    /** Makes a filter for a server that is addressed by {@code scheme}, {@code http} or {@code https}. */
    RequestFilter(Set<String> hosts, String scheme, Responses responses) {
        this.hosts = Set.copyOf(hosts);
        this.scheme = scheme;
        this.responses = responses;
    }

    @Override
    public void doFilter(HttpExchange exchange, Chain chain) throws IOException {
        Optional<String> problem =
                problemWith(header(exchange, "Host"), header(exchange, "Origin"), header(exchange, "Sec-Fetch-Site"));
        if (problem.isPresent()) {
            exchange.getResponseHeaders().set("Connection", "close");
            responses.error(exchange, 403, problem.get());
        } else {
            chain.doFilter(exchange);
        }
    }

    Optional<String> problemWith(String host, String origin, String fetchSite) {
        if (!hosts.contains(withoutPort(host))) {
            return Optional.of("The Host header is \"" + host + "\"; expected is one of "
                    + String.join(", ", hosts.stream().sorted().toList())
                    + " (more of them: http.hosts in logoffd.properties).");
        }
        if (!origin.isEmpty() && !origin.equalsIgnoreCase(scheme + "://" + host)) {
            return Optional.of("The Origin header is \"" + origin + "\"; expected is none: web pages are not served.");
        }
        if (!fetchSite.isEmpty() && !OWN_SITE.contains(fetchSite.toLowerCase(Locale.ROOT))) {
            return Optional.of("The Sec-Fetch-Site header is \"" + fetchSite
                    + "\"; expected is none: other web pages are not served.");
        }
        return Optional.empty();
    }

    private static String withoutPort(String host) {
        return PORT.matcher(host).replaceFirst("").toLowerCase(Locale.ROOT);
    }

    private static String header(HttpExchange exchange, String name) {
        String value = exchange.getRequestHeaders().getFirst(name);
        return value == null ? "" : value;
    }

    @Override
    public String description() {
        return "refuses what a foreign web page may have sent";
    }
}
