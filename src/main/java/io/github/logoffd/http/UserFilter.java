package io.github.logoffd.http;

import com.sun.net.httpserver.Filter;
import com.sun.net.httpserver.HttpExchange;
import io.github.logoffd.access.Answer;
import io.github.logoffd.access.LiveUsers;
import io.github.logoffd.access.User;
import io.github.logoffd.control.AccessLog;
import io.github.logoffd.control.Caller;
import io.github.logoffd.control.CurrentCaller;
import io.github.logoffd.text.IpText;
import java.io.IOException;
import java.net.InetAddress;
import java.util.List;
import java.util.Optional;

/**
 * Lets only users through, and says who it is by {@link CurrentCaller}. A name and a password count more than a certificate: who
 * gives them wants to be that user. Stands behind {@link RequestFilter}: browsers keep passwords and send them along with what a
 * foreign page asks for.
 */
final class UserFilter extends Filter {

    private static final String CHALLENGE = "Basic realm=\"logoffd\", charset=\"UTF-8\"";
    private static final String EXPECTED =
            "expected are the name and password of a user by HTTP Basic, or the TLS certificate of one.";
    private static final int SECONDS_WHILE_BUSY = 1;

    private final LiveUsers users;
    private final AccessLog accessLog;
    private final Responses responses;
    private final String openPath;

    /** Makes a filter that asks nobody at exactly {@code openPath}. */
    UserFilter(LiveUsers users, AccessLog accessLog, Responses responses, String openPath) {
        this.users = users;
        this.accessLog = accessLog;
        this.responses = responses;
        this.openPath = openPath;
    }

    @Override
    public void doFilter(HttpExchange exchange, Chain chain) throws IOException {
        if (openPath.equals(exchange.getRequestURI().getPath())) {
            chain.doFilter(exchange);
            return;
        }
        List<String> headers = exchange.getRequestHeaders().getOrDefault("Authorization", List.of());
        if (headers.isEmpty()) {
            Optional<User> user = ofCertificate(exchange);
            if (user.isPresent()) {
                serve(exchange, chain, user.get());
            } else {
                challenge(exchange, "This request names no user; " + EXPECTED);
            }
            return;
        }
        Optional<BasicCredentials> credentials =
                Optional.of(headers).filter(all -> all.size() == 1).flatMap(all -> BasicCredentials.parse(all.get(0)));
        if (credentials.isPresent()) {
            check(exchange, chain, credentials.get());
        } else {
            challenge(exchange, "The Authorization header cannot be read; " + EXPECTED);
        }
    }

    private Optional<User> ofCertificate(HttpExchange exchange) {
        return ClientCertificate.of(exchange)
                .flatMap(ClientCertificate::commonName)
                .flatMap(name -> users.authenticator().withCertificate(name));
    }

    private void check(HttpExchange exchange, Chain chain, BasicCredentials credentials) throws IOException {
        Answer answer =
                users.authenticator().authenticate(credentials.name(), credentials.password(), address(exchange));
        if (answer instanceof Answer.Accepted accepted) {
            serve(exchange, chain, accepted.user());
        } else if (answer instanceof Answer.Blocked blocked) {
            accessLog.denied(
                    new Caller("http", text(exchange), credentials.name(), ""), "There were too many wrong passwords.");
            retryLater(
                    exchange,
                    429,
                    blocked.retryAfterSeconds(),
                    "There were too many wrong passwords; expected is the right one, not before "
                            + blocked.retryAfterSeconds() + " seconds have passed.");
        } else if (answer instanceof Answer.Busy) {
            retryLater(
                    exchange,
                    503,
                    SECONDS_WHILE_BUSY,
                    "Too many passwords are being checked, this one was not; expected is the same request a second later.");
        } else {
            String sentence = "There is no user with this name and password";
            accessLog.denied(new Caller("http", text(exchange), credentials.name(), ""), sentence + '.');
            challenge(exchange, sentence + "; " + EXPECTED);
        }
    }

    private void retryLater(HttpExchange exchange, int status, long seconds, String sentence) throws IOException {
        exchange.getResponseHeaders().set("Retry-After", Long.toString(seconds));
        responses.error(exchange, status, sentence);
    }

    private void challenge(HttpExchange exchange, String sentence) throws IOException {
        exchange.getResponseHeaders().set("WWW-Authenticate", CHALLENGE);
        responses.error(exchange, 401, sentence);
    }

    private static void serve(HttpExchange exchange, Chain chain, User user) throws IOException {
        Caller caller =
                new Caller("http", text(exchange), user.name(), user.role().text());
        Caller unused = CurrentCaller.during(caller, () -> {
            chain.doFilter(exchange);
            return caller;
        });
    }

    private static String text(HttpExchange exchange) {
        return IpText.of(address(exchange));
    }

    private static InetAddress address(HttpExchange exchange) {
        return exchange.getRemoteAddress().getAddress();
    }

    @Override
    public String description() {
        return "lets users through";
    }
}
