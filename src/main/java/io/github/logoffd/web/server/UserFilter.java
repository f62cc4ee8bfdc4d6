package io.github.logoffd.web.server;

import io.github.logoffd.access.Answer;
import io.github.logoffd.access.Authenticator;
import io.github.logoffd.access.Caller;
import io.github.logoffd.access.DenialLog;
import io.github.logoffd.access.LiveUsers;
import io.github.logoffd.access.User;
import io.github.logoffd.support.text.IpText;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Semaphore;

/**
 * Authenticates requests. A name and password take precedence over a certificate, since they are given explicitly. Runs
 * after {@link RequestFilter}: browsers store passwords and send them with requests caused by foreign pages.
 */
public final class UserFilter {

    private static final String CHALLENGE = "Basic realm=\"logoffd\", charset=\"UTF-8\"";

    /**
     * For the page of the console: with the usual challenge a browser opens its own dialog and the request never ends.
     */
    private static final String CONSOLE_CHALLENGE = "logoffd-console realm=\"logoffd\"";

    private static final String CONSOLE = "logoffd-console";
    private static final String EXPECTED =
            "Send the name and password of a user by HTTP Basic, or a TLS client certificate of one.";
    private static final int SECONDS_WHILE_BUSY = 1;

    /** Delayed answers, each of which keeps its request in memory; further ones are not delayed. */
    private static final int MOST_DELAYED = 200;

    private final LiveUsers users;
    private final DenialLog denials;
    private final Semaphore delayed = new Semaphore(MOST_DELAYED);

    public UserFilter(LiveUsers users, DenialLog denials) {
        this.users = users;
        this.denials = denials;
    }

    /** Continues a request. */
    @FunctionalInterface
    interface Next {
        void serve(Caller caller) throws IOException;
    }

    /**
     * Continues a request of a user, at once or, when the password has to be hashed, on another thread of the server.
     * Without a user the request is answered.
     */
    void authenticate(Exchange exchange, Next next) throws IOException {
        Optional<String> header = exchange.header("Authorization");
        Optional<BasicCredentials> credentials = header.flatMap(BasicCredentials::parse);
        if (credentials.isPresent()) {
            check(exchange, credentials.get(), next);
        } else if (header.isPresent()) {
            challenge(exchange, "The Authorization header is invalid. " + EXPECTED);
        } else {
            acceptOrChallenge(exchange, ofCertificate(exchange), next);
        }
    }

    private static void acceptOrChallenge(Exchange exchange, Optional<User> user, Next next) throws IOException {
        if (user.isPresent()) {
            accept(exchange, user.get(), next);
        } else {
            challenge(exchange, "This request has no credentials. " + EXPECTED);
        }
    }

    private static void accept(Exchange exchange, User user, Next next) throws IOException {
        exchange.client().setUser(user.name());
        next.serve(new Caller(
                "http", IpText.of(exchange.address()), user.name(), user.role().text()));
    }

    private Optional<User> ofCertificate(Exchange exchange) {
        return ClientCertificate.of(exchange)
                .flatMap(ClientCertificate::commonName)
                .flatMap(name -> users.authenticator().withCertificate(name));
    }

    private void check(Exchange exchange, BasicCredentials given, Next next) throws IOException {
        Authenticator authenticator = users.authenticator();
        Optional<User> again = exchange.client().isOf(given.name())
                ? authenticator.again(given.name(), given.password())
                : Optional.empty();
        if (again.isPresent()) {
            accept(exchange, again.get(), next);
            return;
        }
        CompletableFuture<Answer> answer =
                authenticator.authenticate(given.name(), given.password(), exchange.address());
        if (answer.isDone()) {
            answered(exchange, given, answer.join(), next);
        } else {
            CompletableFuture<Answer> unused = answer.whenComplete(
                    (any, failure) -> exchange.runOnServer(() -> answered(exchange, given, answer.join(), next)));
        }
    }

    private void answered(Exchange exchange, BasicCredentials given, Answer answer, Next next) throws IOException {
        if (answer instanceof Answer.Accepted accepted) {
            accept(exchange, accepted.user(), next);
        } else if (answer instanceof Answer.Rejected rejected) {
            String sentence = "There is no user with this name and password";
            denied(exchange, given, sentence + '.');
            challengeAfter(rejected.delay(), exchange, sentence + ". " + EXPECTED);
        } else if (answer instanceof Answer.Blocked blocked) {
            denied(exchange, given, "Too many wrong passwords.");
            retryLater(
                    exchange,
                    429,
                    blocked.retryAfterSeconds(),
                    "Too many wrong passwords. Try again with the right one after " + blocked.retryAfterSeconds()
                            + " seconds.");
        } else {
            retryLater(
                    exchange,
                    503,
                    SECONDS_WHILE_BUSY,
                    "Too many passwords are being checked, so this one was not. Repeat the request after a second.");
        }
    }

    private void challengeAfter(Duration delay, Exchange exchange, String sentence) {
        if (delay.isZero() || !delayed.tryAcquire()) {
            challenge(exchange, sentence);
            return;
        }
        exchange.runAfter(delay, () -> {
            delayed.release();
            challenge(exchange, sentence);
        });
    }

    private void denied(Exchange exchange, BasicCredentials credentials, String reason) {
        denials.denied(new Caller("http", IpText.of(exchange.address()), credentials.name(), ""), reason);
    }

    private static void retryLater(Exchange exchange, int status, long seconds, String sentence) {
        exchange.setHeader("Retry-After", Long.toString(seconds));
        exchange.error(status, sentence);
    }

    private static void challenge(Exchange exchange, String sentence) {
        boolean console =
                exchange.header("X-Requested-With").filter(CONSOLE::equals).isPresent();
        exchange.setHeader("WWW-Authenticate", console ? CONSOLE_CHALLENGE : CHALLENGE);
        exchange.error(401, sentence);
    }
}
