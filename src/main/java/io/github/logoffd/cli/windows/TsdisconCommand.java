package io.github.logoffd.cli.windows;

import io.github.logoffd.session.Session;
import java.io.IOException;
import java.util.List;
import java.util.Set;

/** Drops the client of a session, as Windows' {@code tsdiscon}. */
final class TsdisconCommand extends WindowsCommand {

    private static final String USAGE = """
            Disconnects a Remote Desktop Services session.

            TSDISCON [sessionid | sessionname] [/SERVER:servername] [/V]

              sessionid           The ID of the session.
              sessionname         The name of the session.
              /SERVER:servername  Specifies the Remote Desktop server (default is current).
              /V                  Displays information about the actions performed.

            """;

    TsdisconCommand(CommandContext context) {
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
        return arguments.words().size() <= 1;
    }

    @Override
    int run(Arguments arguments, List<CommandTarget> targets) throws IOException {
        CommandTarget target = targets.get(0);
        Session session = session(arguments, target, target.sessions());
        notes(arguments).accept("Disconnecting session ID " + session.id());
        return show(arguments, target.disconnect(session), "disconnect", session);
    }
}
