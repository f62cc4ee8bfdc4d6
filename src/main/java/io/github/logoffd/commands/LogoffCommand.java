package io.github.logoffd.commands;

import io.github.logoffd.control.SessionChoice;
import io.github.logoffd.session.Session;
import java.io.IOException;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Ends a session, as Windows' {@code logoff}. */
@Command(name = "logoff", description = "Ends a session: the Windows command. /? shows its switches.")
final class LogoffCommand extends WindowsCommand {

    /** Letter for letter that of Windows. */
    static final String USAGE = """
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
            Not in Windows:
              /EXPECT:user        Does nothing when the session is not that user's.
              /WHATIF             Checks everything and does nothing.
              /JSON               Answers in JSON.
            """;

    @Option(names = "/V", description = "Tells what is done.")
    private boolean verbose;

    @Option(names = "/VM", description = "The id is the unique one.")
    private boolean unique;

    @Option(names = "/EXPECT", paramLabel = "user", description = "Only if it is that user's.")
    private Optional<String> expect = Optional.empty();

    @Option(names = "/WHATIF", description = "Only check.")
    private boolean whatIf;

    LogoffCommand(Setting setting) {
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
        targetOptions().withVirtualMachines(unique);
        boolean named = words().size() == 1 && SessionChoice.isId(words().get(0));
        return words().size() <= 1
                && (!unique || named)
                && (expect.isEmpty() || !expect.get().isBlank());
    }

    @Override
    int run(CommandTarget target) throws IOException {
        Session session = session(target);
        note("Logging off session ID " + session.id());
        return show(target.logoff(session, expect.orElse(""), whatIf), "logoff", session);
    }
}
