package io.github.logoffd.cli.windows;

import io.github.logoffd.session.Session;
import io.github.logoffd.support.text.ErrorText;
import java.io.IOException;
import java.util.ArrayList;
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
    final boolean wantsEveryHost(Arguments arguments) {
        return true;
    }

    @Override
    final int run(Arguments arguments, List<CommandTarget> targets) throws IOException {
        requirePossible(arguments);
        List<Session> all = new ArrayList<>();
        List<Session> wanted = new ArrayList<>();
        boolean complete = true;
        for (CommandTarget target : targets) {
            complete &= read(arguments, target, targets.size() == 1, all, wanted);
        }
        if (arguments.has(Switches.JSON)) {
            context()
                    .terminal()
                    .json(JsonText.of(wanted, targets.get(0).ownSession().orElse(-1)));
        } else if (!wanted.isEmpty()) {
            show(HostColumn.of(targets), targets.get(0), wanted);
            showTotals(arguments, all);
        }
        if (wanted.isEmpty() && complete) {
            err(nothing(word(arguments).orElse("*")));
        }
        return wanted.isEmpty() || !complete ? FAILED : OK;
    }

    private static Optional<String> word(Arguments arguments) {
        return arguments.words().stream().findFirst();
    }

    /** One of several hosts that cannot be read, or on which the word can mean two things, does not hide the others. */
    private boolean read(
            Arguments arguments, CommandTarget target, boolean only, List<Session> all, List<Session> wanted)
            throws IOException {
        try {
            List<Session> sessions = target.sessions();
            List<Session> listed = sessions.stream().filter(this::isListed).toList();
            Optional<String> word = word(arguments);
            wanted.addAll(word.isPresent() ? Meanings.of(listed, word.get()) : listed);
            all.addAll(sessions);
            return true;
        } catch (IOException e) {
            if (only) {
                throw e;
            }
            err(Words.plain(target.host()) + ": " + ErrorText.of(e));
            return false;
        }
    }

    /** Several hosts are those of a service, none of whose sessions is that of the command. */
    private void show(HostColumn hosts, CommandTarget first, List<Session> sessions) {
        out(hosts.head(head()));
        sessions.forEach(session -> out(hosts.line(session.host(), line(session, isOwn(first, session)))));
    }
}
