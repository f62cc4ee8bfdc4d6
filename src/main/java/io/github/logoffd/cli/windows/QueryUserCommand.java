package io.github.logoffd.cli.windows;

import io.github.logoffd.session.Session;
import java.util.Set;

/** Lists users, as Windows' {@code query user} and {@code quser}. */
final class QueryUserCommand extends QueryCommand {

    private static final String USAGE = """
            Displays information about users logged on to the system.

            QUERY USER [username | sessionname | sessionid] [/SERVER:servername]

              username            The user.
              sessionname         The name of the session.
              sessionid           The ID of the session.
              /SERVER:servername  Specifies the Remote Desktop server (default is current).

            """;

    QueryUserCommand(CommandContext context) {
        super(context, Set.of());
    }

    @Override
    String usage() {
        return USAGE;
    }

    @Override
    String head() {
        return UserTable.HEAD;
    }

    @Override
    String line(Session session, boolean own) {
        return UserTable.line(session, own, context().zone().get());
    }

    @Override
    boolean isListed(Session session) {
        return session.row().hasUser();
    }

    @Override
    String nothing(String wanted) {
        return "No User exists for " + wanted;
    }
}
