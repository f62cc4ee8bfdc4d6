package io.github.logoffd.cli.windows;

import io.github.logoffd.control.request.LogoffAnswer;
import io.github.logoffd.session.Session;
import java.io.IOException;
import java.util.Set;

/** Drops the client of a session, as Windows' {@code tsdiscon}. */
final class TsdisconCommand extends SessionCommand {

    private static final String USAGE = """
            Disconnects a Remote Desktop Services session.

            TSDISCON [sessionid | sessionname] [/SERVER:servername] [/V]

              sessionid           The ID of the session.
              sessionname         The name of the session.
              /SERVER:servername  Specifies the Remote Desktop server (default is current).
              /V                  Displays information about the actions performed.

            """;

    TsdisconCommand(CommandContext context) {
        super(context, Set.of(), "Disconnecting", "disconnect");
    }

    @Override
    String usage() {
        return USAGE;
    }

    @Override
    boolean isUsable(Arguments arguments) {
        return arguments.words().size() <= 1;
    }

    @Override
    LogoffAnswer act(Arguments arguments, CommandTarget target, Session session) throws IOException {
        return target.disconnect(session);
    }
}
