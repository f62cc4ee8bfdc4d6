package io.github.logoffd.cli.windows;

import io.github.logoffd.control.request.LogoffAnswer;
import io.github.logoffd.control.request.Outcome;
import io.github.logoffd.session.Session;
import java.io.IOException;
import java.util.Set;

/** Cancels the countdown of a session. Windows has no such command. */
final class CancelCommand extends SessionCommand {

    private static final String USAGE = """
            Cancels the logoff that the user of a session was warned of. The service counts down, so it needs one.

            LOGOFFD CANCEL {sessionname | sessionid | key} [/SERVER:servername] [/V] [/REASON:text]

              sessionname         The name of an active session.
              sessionid           The ID of the session.
              key                 The Key of the session, which is that of one logon.
              /SERVER:servername  Specifies one of the hosts of the service; a key names its host.
              /V                  Displays information about the actions performed.

            """;

    CancelCommand(CommandContext context) {
        super(context, Set.of(), "Cancelling the logoff of", "cancel the logoff of");
    }

    @Override
    String usage() {
        return USAGE;
    }

    @Override
    boolean isUsable(Arguments arguments) {
        return arguments.words().size() == 1;
    }

    @Override
    LogoffAnswer act(Arguments arguments, CommandTarget target, Session session) throws IOException {
        return target.cancel(session);
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
