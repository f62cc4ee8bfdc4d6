package io.github.logoffd.cli.windows;

import io.github.logoffd.session.Session;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Lists sessions in fixed columns. */
abstract class QueryCommand extends WindowsCommand {

    /** Creates the command with the flags that only it has. */
    QueryCommand(CommandContext context, Set<String> flags) {
        super(context, new Switches(flags, Set.of(), false));
    }

    abstract String head();

    abstract String line(Session session, boolean own);

    /** Tells whether a session is listed at all. */
    abstract boolean isListed(Session session);

    /** Returns what is said when there is nothing to be listed. */
    abstract String nothing(String wanted);

    /**
     * Makes sure that the switches ask for something that exists.
     *
     * @throws IllegalArgumentException when they do not
     */
    void requirePossible(Arguments arguments) {}

    /** Shows what comes after the list, which is nothing for most. */
    void showTotals(Arguments arguments, List<Session> sessions) {}

    @Override
    boolean isUsable(Arguments arguments) {
        return arguments.words().size() <= 1;
    }

    @Override
    final int run(Arguments arguments, CommandTarget target) throws IOException {
        requirePossible(arguments);
        Optional<String> wanted = arguments.words().stream().findFirst();
        List<Session> all = target.sessions();
        List<Session> listed = all.stream().filter(this::isListed).toList();
        List<Session> sessions = wanted.isPresent() ? Meanings.of(listed, wanted.get()) : listed;
        if (arguments.has(Switches.JSON)) {
            context().terminal().json(JsonText.of(sessions, target.ownSession().orElse(-1)));
        } else if (!sessions.isEmpty()) {
            out(head());
            sessions.forEach(session -> out(line(session, isOwn(target, session))));
            showTotals(arguments, all);
        }
        if (sessions.isEmpty()) {
            err(nothing(wanted.orElse("*")));
        }
        return sessions.isEmpty() ? FAILED : OK;
    }
}
