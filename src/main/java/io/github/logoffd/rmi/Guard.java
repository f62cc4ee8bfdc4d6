package io.github.logoffd.rmi;

import io.github.logoffd.access.Caller;
import io.github.logoffd.access.Command;
import io.github.logoffd.access.Decision;
import io.github.logoffd.access.DenialLog;
import io.github.logoffd.access.LiveUsers;
import io.github.logoffd.access.Permissions;
import io.github.logoffd.support.text.IpText;
import javax.management.ObjectName;

/**
 * Decides about each request of one connection. A user who was removed or has another role or password meanwhile may do nothing.
 * Thread-safe.
 */
final class Guard {

    private final UserPrincipal principal;
    private final LiveUsers users;
    private final DenialLog denials;
    private final Caller caller;

    Guard(UserPrincipal principal, LiveUsers users, DenialLog denials) {
        this.principal = principal;
        this.users = users;
        this.denials = denials;
        caller = new Caller(
                "rmi",
                IpText.of(principal.address()),
                principal.getName(),
                principal.user().role().text());
    }

    Caller caller() {
        return caller;
    }

    /** Refuses when the user of this connection is no user any more. */
    void requireUser() {
        if (!users.holds(principal.user(), principal.proof())) {
            throw new SecurityException("The user " + caller.user() + " with the role " + caller.role()
                    + " is no user any more, or has another password; expected is a new connection.");
        }
    }

    /** Refuses what the user may not do. What comes back filtered is for the caller of this to filter. */
    void require(Command.Kind kind, ObjectName name, String member) {
        requireUser();
        String bean = name == null ? "" : name.toString();
        Decision decision = Permissions.decide(principal.user().role(), new Command(kind, bean, member));
        if (decision.verdict() == Decision.Verdict.REFUSED) {
            throw refused(kind, (bean + ' ' + member).strip(), decision.refusal());
        }
    }

    /** Refuses unless this is the name of one bean. */
    void requireOne(Command.Kind kind, ObjectName name, String member) {
        if (name == null || name.isPattern()) {
            throw new SecurityException("The request names " + (name == null ? "no MBean" : "the pattern " + name)
                    + "; expected is the name of one MBean.");
        }
        require(kind, name, member);
    }

    /** Returns the refusal of something that nobody may do. */
    SecurityException never(String request) {
        requireUser();
        Command.Kind kind = Command.Kind.OTHER;
        return refused(
                kind,
                request,
                Permissions.decide(principal.user().role(), new Command(kind, "", ""))
                        .refusal());
    }

    private SecurityException refused(Command.Kind kind, String request, String reason) {
        switch (kind) {
            case EXEC, ALERT, WRITE, OTHER -> denials.denied(caller, request + ": " + reason);
            case READ, LIST, SEARCH, VERSION, METRICS, NOTIFICATION -> {}
        }
        return new SecurityException(reason);
    }
}
