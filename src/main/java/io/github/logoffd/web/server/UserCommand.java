package io.github.logoffd.web.server;

import io.github.logoffd.access.Command;
import io.github.logoffd.access.CurrentCaller;
import io.github.logoffd.access.Decision;
import io.github.logoffd.access.Permissions;
import io.github.logoffd.access.Role;
import java.util.Optional;

/** Asks whether the user of the current request may do what is no request of Jolokia. */
public final class UserCommand {

    private UserCommand() {}

    /** Returns why not, in one sentence; empty when it may be done. */
    public static Optional<String> refusal(Command.Kind kind) {
        Role role = Role.of(CurrentCaller.get().role()).orElseThrow();
        Decision decision = Permissions.decide(role, new Command(kind, "", ""));
        return decision.verdict() == Decision.Verdict.REFUSED ? Optional.of(decision.refusal()) : Optional.empty();
    }
}
