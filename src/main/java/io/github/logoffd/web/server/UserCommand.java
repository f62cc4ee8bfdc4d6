package io.github.logoffd.web.server;

import io.github.logoffd.access.Command;
import io.github.logoffd.access.CurrentCaller;
import io.github.logoffd.access.Decision;
import io.github.logoffd.access.Permissions;
import io.github.logoffd.access.Role;
import java.util.Optional;

/** Checks whether the user of the current request may use an endpoint other than Jolokia. */
public final class UserCommand {

    private UserCommand() {}

    /** Returns the reason of a refusal in one sentence; empty when it is allowed. */
    public static Optional<String> refusal(Command.Kind kind) {
        Role role = Role.of(CurrentCaller.get().role()).orElseThrow();
        Decision decision = Permissions.decide(role, new Command(kind, "", ""));
        return decision.verdict() == Decision.Verdict.REFUSED ? Optional.of(decision.refusal()) : Optional.empty();
    }
}
