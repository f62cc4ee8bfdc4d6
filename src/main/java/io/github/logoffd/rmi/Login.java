package io.github.logoffd.rmi;

import io.github.logoffd.access.Answer;
import io.github.logoffd.access.Caller;
import io.github.logoffd.access.DenialLog;
import io.github.logoffd.access.LiveUsers;
import io.github.logoffd.support.text.IpText;
import java.net.InetAddress;
import java.util.Set;
import javax.management.remote.JMXAuthenticator;
import javax.security.auth.Subject;

/** Authenticates clients by the name and password of a user. Thread-safe. */
final class Login implements JMXAuthenticator {

    private final LiveUsers users;
    private final DenialLog denials;

    Login(LiveUsers users, DenialLog denials) {
        this.users = users;
        this.denials = denials;
    }

    /**
     * Returns a subject with one {@link UserPrincipal}.
     *
     * @throws SecurityException when the client is denied; the message says why
     */
    @Override
    public Subject authenticate(Object credentials) {
        ClientSocket client = ClientSocket.ofThisThread()
                .orElseThrow(() -> new SecurityException("The address of this client is unknown."));
        if (credentials instanceof String[] texts && texts.length == 2 && texts[0] != null && texts[1] != null) {
            return subject(accepted(texts[0], texts[1], client), client.origin());
        }
        throw new SecurityException(
                "The credentials are missing or not two strings. Give the name and the password of a user.");
    }

    private Answer.Accepted accepted(String name, String password, ClientSocket client) {
        Answer answer = users.authenticator()
                .authenticate(name, password, client.origin())
                .join();
        if (answer instanceof Answer.Accepted accepted) {
            return accepted;
        }
        if (answer instanceof Answer.Blocked blocked) {
            denied(client, name, "Too many wrong passwords.");
            throw new SecurityException("Too many wrong passwords. Try again with the right one after "
                    + blocked.retryAfterSeconds() + " seconds.");
        }
        if (answer instanceof Answer.Busy) {
            throw new SecurityException(
                    "Too many passwords are being checked, so this one was not. Connect" + " again after a second.");
        }
        String reason = "There is no user with this name and password.";
        denied(client, name, reason);
        if (answer instanceof Answer.Rejected rejected) {
            client.hold(rejected.delay());
        }
        throw new SecurityException(reason);
    }

    private void denied(ClientSocket client, String name, String reason) {
        denials.denied(new Caller("rmi", IpText.of(client.origin()), name, ""), reason);
    }

    private static Subject subject(Answer.Accepted login, InetAddress address) {
        return new Subject(true, Set.of(new UserPrincipal(login.user(), login.proof(), address)), Set.of(), Set.of());
    }
}
