package io.github.logoffd.cli.windows;

import io.github.logoffd.session.Session;
import io.github.logoffd.session.SessionState;
import java.util.List;
import java.util.Set;

/** Lists sessions, as Windows' {@code query session} and {@code qwinsta}. */
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

    private static final String MODE = "/MODE";
    private static final String FLOW = "/FLOW";
    private static final String CONNECT = "/CONNECT";
    private static final String COUNTER = "/COUNTER";

    QuerySessionCommand(CommandContext context) {
        super(context, Set.of(MODE, FLOW, CONNECT, COUNTER));
    }

    @Override
    String usage() {
        return USAGE;
    }

    @Override
    void requirePossible(Arguments arguments) {
        if (arguments.has(MODE) || arguments.has(FLOW) || arguments.has(CONNECT)) {
            throw new IllegalArgumentException(
                    "/MODE, /FLOW and /CONNECT are about serial lines, which sessions have not"
                            + " had since Windows NT. Leave them out.");
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
    void showTotals(Arguments arguments, List<Session> sessions) {
        if (arguments.has(COUNTER)) {
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
