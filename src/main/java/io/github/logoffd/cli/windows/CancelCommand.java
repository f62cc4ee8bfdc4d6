package io.github.logoffd.cli.windows;

import io.github.logoffd.control.request.LogoffAnswer;
import io.github.logoffd.control.request.Outcome;
import io.github.logoffd.session.Session;
import java.io.IOException;
import java.util.List;
import java.util.Set;

/** Cancels the countdown of a session. Windows has no such command. */
final class CancelCommand extends WindowsCommand {

    private static final String USAGE = """
            Cancels the logoff that the user of a session was warned of. The service counts down, so it needs one.

            LOGOFFD CANCEL {sessionname | sessionid} [/SERVER:servername] [/V] [/REASON:text]

              sessionname         The name of an active session.
              sessionid           The ID of the session.
              /SERVER:servername  Specifies one of the hosts of the service.
              /V                  Displays information about the actions performed.

            """;

    CancelCommand(CommandContext context) {
        super(context, new Switches(Set.of(VERBOSE), Set.of(Switches.REASON), Set.of(Switches.REASON_OPTION), false));
    }

    @Override
    String usage() {
        return USAGE;
    }

    @Override
    String additions() {
        return REASON_HELP;
    }

    @Override
    boolean isUsable(Arguments arguments) {
        return arguments.words().size() == 1;
    }

    @Override
    int run(Arguments arguments, List<CommandTarget> targets) throws IOException {
        CommandTarget target = targets.get(0);
        Session session = session(arguments, target, target.sessions());
        notes(arguments).accept("Cancelling the logoff of session ID " + session.id());
        return show(arguments, target.cancel(session), "cancel the logoff of", session);
    }

    @Override
    boolean isReported(Arguments arguments) {
        return true;
    }

    /** The session was to be kept, so that it is gone is no success. */
    @Override
    boolean isSuccess(LogoffAnswer answer) {
        return answer.outcome() == Outcome.CANCELLED;
    }
}
