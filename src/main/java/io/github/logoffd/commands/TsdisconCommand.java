package io.github.logoffd.commands;

import io.github.logoffd.session.Session;
import java.io.IOException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Drops the client of a session, as Windows' {@code tsdiscon}. */
@Command(name = "tsdiscon", description = "Disconnects a session: the Windows command. /? shows its switches.")
final class TsdisconCommand extends WindowsCommand {

    private static final String USAGE = """
            Disconnects a Remote Desktop Services session.

            TSDISCON [sessionid | sessionname] [/SERVER:servername] [/V]

              sessionid           The ID of the session.
              sessionname         The name of the session.
              /SERVER:servername  Specifies the Remote Desktop server (default is current).
              /V                  Displays information about the actions performed.

            """;

    private static final String ADDITIONS = """
            Not in Windows:
              /JSON               Answers in JSON.
            """;

    @Option(names = "/V", description = "Tells what is done.")
    private boolean verbose;

    TsdisconCommand(Setting setting) {
        super(setting);
    }

    @Override
    String usage() {
        return USAGE;
    }

    @Override
    String additions() {
        return ADDITIONS;
    }

    @Override
    boolean verbose() {
        return verbose;
    }

    @Override
    boolean isUsable() {
        return words().size() <= 1;
    }

    @Override
    int run(CommandTarget target) throws IOException {
        Session session = session(target);
        note("Disconnecting session ID " + session.id());
        return show(target.disconnect(session), "disconnect", session);
    }
}
