package io.github.logoffd.cli.windows;

import io.github.logoffd.control.SessionChoice;
import io.github.logoffd.session.Session;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Ends a session, as Windows' {@code logoff}. */
final class LogoffCommand extends WindowsCommand {

    /** Letter for letter that of Windows. */
    private static final String USAGE = """
            Terminates a session.

            LOGOFF [sessionname | sessionid] [/SERVER:servername] [/V] [/VM]

              sessionname         The name of the session.
              sessionid           The ID of the session.
              /SERVER:servername  Specifies the Remote Desktop server containing the user
                                  session to log off (default is current).
              /V                  Displays information about the actions performed.
              /VM                 Logs off a session on server or within virtual machine. The unique ID of the session needs to be specified.

            """;

    private static final String ADDITIONS = """
              /EXPECT:user        Does nothing if the session belongs to another user.
              /WHATIF             Checks everything and changes nothing.
            """;

    private static final String UNIQUE = "/VM";
    private static final Switches SWITCHES =
            new Switches(Set.of(VERBOSE, UNIQUE, Switches.WHAT_IF), Set.of(Switches.EXPECT), false);

    LogoffCommand(CommandContext context) {
        super(context, SWITCHES);
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
    boolean isUsable(Arguments arguments) {
        List<String> words = arguments.words();
        boolean isId = words.size() == 1 && SessionChoice.isId(words.get(0));
        return words.size() <= 1 && (isId || !arguments.has(UNIQUE));
    }

    @Override
    boolean wantsVirtualMachines(Arguments arguments) {
        return arguments.has(UNIQUE);
    }

    @Override
    int run(Arguments arguments, CommandTarget target) throws IOException {
        List<Session> sessions = target.sessions();
        Session session = session(arguments, target, sessions);
        Optional<String> expected = arguments.value(Switches.EXPECT);
        String account = expected.isPresent() ? Meanings.account(sessions, expected.get()) : "";
        notes(arguments).accept("Logging off session ID " + session.id());
        return show(arguments, target.logoff(session, account, arguments.has(Switches.WHAT_IF)), "logoff", session);
    }
}
