package io.github.logoffd.commands;

import io.github.logoffd.session.Session;
import io.github.logoffd.session.SessionState;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Lists sessions, as Windows' {@code query session} and {@code qwinsta}. */
@Command(name = "qwinsta", description = "Lists sessions: the Windows command, also query session.")
final class QuerySessionCommand extends QueryCommand {

    private static final String USAGE = """
            Displays information about Remote Desktop Services sessions.

            QUERY SESSION [sessionname | username | sessionid]
                          [/SERVER:servername] [/MODE] [/FLOW] [/CONNECT] [/COUNTER]

              sessionname         The name of the session.
              username            The user of the session.
              sessionid           The ID of the session.
              /SERVER:servername  Specifies the Remote Desktop server (default is current).
              /MODE               Line settings; sessions have none any more.
              /FLOW               Flow control; sessions have none any more.
              /CONNECT            Connect settings; sessions have none any more.
              /COUNTER            Displays how many sessions there are.

            """;

    @Option(names = "/MODE", description = "Refused.")
    private boolean mode;

    @Option(names = "/FLOW", description = "Refused.")
    private boolean flow;

    @Option(names = "/CONNECT", description = "Refused.")
    private boolean connect;

    @Option(names = "/COUNTER", description = "Shows how many there are.")
    private boolean counter;

    QuerySessionCommand(Setting setting) {
        super(setting);
    }

    @Override
    String usage() {
        return USAGE;
    }

    @Override
    void requirePossible() {
        if (mode || flow || connect) {
            throw new IllegalArgumentException(
                    "/MODE, /FLOW and /CONNECT are about serial lines, which sessions have not"
                            + " had since Windows NT; expected is none of them.");
        }
    }

    @Override
    String head() {
        return SessionTable.HEAD;
    }

    @Override
    String line(Session session, boolean own) {
        return SessionTable.line(session, own);
    }

    @Override
    boolean isListed(Session session) {
        return true;
    }

    @Override
    String nothing(String wanted) {
        return "No session exists for " + wanted;
    }

    @Override
    void showTotals(List<Session> sessions) {
        if (counter) {
            out("Sessions now: " + sessions.size());
            out("Active now: " + count(sessions, SessionState.ACTIVE));
            out("Disconnected users now: " + count(sessions, SessionState.DISCONNECTED));
        }
    }

    private static long count(List<Session> sessions, SessionState state) {
        return sessions.stream()
                .filter(session -> session.row().hasUser() && session.row().state() == state)
                .count();
    }
}
