package io.github.logoffd.cli.windows;

import io.github.logoffd.control.request.LogoffAnswer;
import io.github.logoffd.session.Session;
import java.io.IOException;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Base of the commands that do one thing to one session. */
abstract class SessionCommand extends WindowsCommand {

    private final String action;
    private final String verb;

    /**
     * Creates the command.
     *
     * @param options those with two dashes and a value that only this command has
     * @param action what {@code /V} shows before the id of the session
     * @param verb what could not be done, as Windows calls it
     */
    SessionCommand(CommandContext context, Set<String> options, String action, String verb) {
        super(context, new Switches(Set.of(VERBOSE), Set.of(Switches.REASON), withReason(options), false));
        this.action = action;
        this.verb = verb;
    }

    private static Set<String> withReason(Set<String> options) {
        Set<String> all = new HashSet<>(options);
        all.add(Switches.REASON_OPTION);
        return all;
    }

    /** Does it. */
    abstract LogoffAnswer act(Arguments arguments, CommandTarget target, Session session) throws IOException;

    @Override
    final String additions() {
        return REASON_HELP;
    }

    @Override
    final int run(Arguments arguments, List<CommandTarget> targets) throws IOException {
        CommandTarget target = targets.get(0);
        Session session = session(arguments, target, target.sessions());
        notes(arguments).accept(action + " session ID " + session.id());
        return show(arguments, act(arguments, target, session), verb, session);
    }
}
