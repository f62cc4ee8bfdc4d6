package io.github.logoffd.web.server;

import io.github.logoffd.access.Answer;
import io.github.logoffd.access.Caller;
import io.github.logoffd.access.DenialLog;
import io.github.logoffd.access.LiveUsers;
import io.github.logoffd.access.User;
import io.github.logoffd.support.text.IpText;
import java.util.Optional;

/**
 * Authenticates requests. A name and password take precedence over a certificate, since they are given explicitly. Runs
 * after {@link RequestFilter}: browsers store passwords and send them with requests caused by foreign pages.
 */
public final class UserFilter {

    private static final String CHALLENGE = "Basic realm=\"logoffd\", charset=\"UTF-8\"";
    private static final String EXPECTED =
            "Send the name and password of a user by HTTP Basic, or a TLS client certificate of one.";
    private static final int SECONDS_WHILE_BUSY = 1;

    private final LiveUsers users;
    private final DenialLog denials;

    public UserFilter(LiveUsers users, DenialLog denials) {
        this.users = users;
        this.denials = denials;
    }

    /** Returns the user of a request; without one the request is answered and the result is empty. */
    Optional<Caller> caller(Exchange exchange) {
        Optional<String> header = exchange.header("Authorization");
        if (header.isEmpty()) {
            Optional<User> user = ofCertificate(exchange);
            if (user.isEmpty()) {
                challenge(exchange, "This request has no credentials. " + EXPECTED);
            }
            return user.map(known -> caller(exchange, known));
        }
        Optional<BasicCredentials> credentials = header.flatMap(BasicCredentials::parse);
        if (credentials.isEmpty()) {
            challenge(exchange, "The Authorization header is invalid. " + EXPECTED);
        }
        return credentials.flatMap(given -> check(exchange, given)).map(known -> caller(exchange, known));
    }

    private Optional<User> ofCertificate(Exchange exchange) {
        return ClientCertificate.of(exchange)
                .flatMap(ClientCertificate::commonName)
                .flatMap(name -> users.authenticator().withCertificate(name));
    }

    private Optional<User> check(Exchange exchange, BasicCredentials credentials) {
        Answer answer =
                users.authenticator().authenticate(credentials.name(), credentials.password(), exchange.address());
        if (answer instanceof Answer.Accepted accepted) {
            return Optional.of(accepted.user());
        }
        if (answer instanceof Answer.Blocked blocked) {
            denied(exchange, credentials, "Too many wrong passwords.");
            retryLater(
                    exchange,
                    429,
                    blocked.retryAfterSeconds(),
                    "Too many wrong passwords. Try again with the right one after " + blocked.retryAfterSeconds()
                            + " seconds.");
        } else if (answer instanceof Answer.Busy) {
            retryLater(
                    exchange,
                    503,
                    SECONDS_WHILE_BUSY,
                    "Too many passwords are being checked, so this one was not. Repeat the request after a second.");
        } else {
            String sentence = "There is no user with this name and password";
            denied(exchange, credentials, sentence + '.');
            challenge(exchange, sentence + ". " + EXPECTED);
        }
        return Optional.empty();
    }

    private void denied(Exchange exchange, BasicCredentials credentials, String reason) {
        denials.denied(new Caller("http", IpText.of(exchange.address()), credentials.name(), ""), reason);
    }

    private static void retryLater(Exchange exchange, int status, long seconds, String sentence) {
        exchange.setHeader("Retry-After", Long.toString(seconds));
        exchange.error(status, sentence);
    }

    private static void challenge(Exchange exchange, String sentence) {
        exchange.setHeader("WWW-Authenticate", CHALLENGE);
        exchange.error(401, sentence);
    }

    private static Caller caller(Exchange exchange, User user) {
        return new Caller(
                "http", IpText.of(exchange.address()), user.name(), user.role().text());
    }
}
