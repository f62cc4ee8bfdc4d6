package io.github.logoffd.rmi;

import io.github.logoffd.access.Caller;
import io.github.logoffd.access.Command;
import io.github.logoffd.access.Decision;
import io.github.logoffd.access.DenialLog;
import io.github.logoffd.access.LiveUsers;
import io.github.logoffd.access.Permissions;
import io.github.logoffd.support.text.IpText;
import javax.management.ObjectName;
import org.jspecify.annotations.Nullable;

/**
 * Authorizes each request of one connection. A user who was meanwhile removed, or whose role or password has changed,
 * is denied everything. Thread-safe.
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

    /** Denies everything when the user of this connection is no longer valid. */
    void requireUser() {
        if (!users.holds(principal.user(), principal.proof())) {
            throw new SecurityException("The user " + caller.user() + " with the role " + caller.role()
                    + " was removed, or its role or password has changed. Connect again.");
        }
    }

    /** Denies what the user may not do. Filtering of results is left to the caller. */
    void require(Command.Kind kind, @Nullable ObjectName name, String member) {
        requireUser();
        String bean = name == null ? "" : name.toString();
        Decision decision = Permissions.decide(principal.user().role(), new Command(kind, bean, member));
        if (decision.verdict() == Decision.Verdict.REFUSED) {
            throw refused(kind, (bean + ' ' + member).strip(), decision.refusal());
        }
    }

    /** Denies the request unless this is the name of one bean. */
    void requireOne(Command.Kind kind, @Nullable ObjectName name, String member) {
        if (name == null || name.isPattern()) {
            throw new SecurityException("The request names " + (name == null ? "no MBean" : "the pattern " + name)
                    + ". Give the name of one MBean.");
        }
        require(kind, name, member);
    }

    /** Returns the denial of an operation that no role may use. */
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
            case READ, LIST, SEARCH, VERSION, METRICS, HISTORY, NOTIFICATION -> {}
        }
        return new SecurityException(reason);
    }
}
