package io.github.logoffd.cli.windows;

import io.github.logoffd.control.SessionChoice;
import io.github.logoffd.control.request.LogoffAnswer;
import io.github.logoffd.session.LogonKey;
import io.github.logoffd.session.Session;
import io.github.logoffd.session.SessionApiException;
import io.github.logoffd.support.text.ErrorText;
import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/** Base of the Windows commands: the usage text, the target, and the error messages. */
abstract class WindowsCommand {

    /** The command succeeded. */
    static final int OK = 0;

    /** The command failed. */
    static final int FAILED = 1;

    /** The command line is wrong. */
    static final int WRONG = 2;

    static final String VERBOSE = "/V";

    static final String REASON_HELP = """
              /REASON:text        The reason, for the audit; --reason TEXT is the same.
            """;

    private static final String SESSIONS_ASKED = "enumerating sessionnames";

    private static final String ADDITIONS_OF_ALL = """
              /JSON               Prints JSON.
              --url ADDRESS       Uses the service at this address, such as http://127.0.0.1:8778/jolokia; so does LOGOFFD_URL.
                                  Name and password come from LOGOFFD_USER and LOGOFFD_PASSWORD, from --user-file FILE or from a prompt;
                                  --ca FILE has the certificates to trust, --timeout SECONDS limits the wait for an answer.
              --simulate          Uses a simulated host.

            Exit codes: 0 what was asked for is so, 1 it is not or that is unknown, 2 the command line is wrong.\
            """;

    private final CommandContext context;
    private final Switches switches;

    WindowsCommand(CommandContext context, Switches switches) {
        this.context = context;
        this.switches = switches;
    }

    /** Returns the text that Windows shows, without what was added to it. */
    abstract String usage();

    /** Returns the lines about switches of this command that Windows does not have. */
    String additions() {
        return "";
    }

    /** Tells whether the words and switches fit together. */
    abstract boolean isUsable(Arguments arguments);

    /**
     * Does it, and returns the exit code.
     *
     * @param targets the hosts, one unless the command {@linkplain #wantsEveryHost wants} every host
     */
    abstract int run(Arguments arguments, List<CommandTarget> targets) throws IOException;

    /** Returns whether all hosts of a service are meant when none is named: a key names its host. */
    boolean wantsEveryHost(Arguments arguments) {
        return isOfKey(arguments);
    }

    private static boolean isOfKey(Arguments arguments) {
        return arguments.words().stream().limit(1).anyMatch(LogonKey::isKey);
    }

    /** Tells whether the id of a session may be that of one inside a virtual machine. */
    boolean wantsVirtualMachines(Arguments arguments) {
        return false;
    }

    /** Returns the lines that Windows shows when the sessions of a host cannot be read. */
    String unreadable(int code) {
        return "Error 0x" + String.format(Locale.ROOT, "%08X", code) + ' ' + SESSIONS_ASKED + "\nError [" + code + "]:"
                + SessionApiException.sentence(code);
    }

    /** Runs the command and returns its exit code. */
    final int execute(List<String> line) {
        try {
            return execute(Arguments.parse(line, switches));
        } catch (UsageException e) {
            err(Words.plain(ErrorText.of(e)));
            return WRONG;
        }
    }

    private int execute(Optional<Arguments> arguments) {
        if (arguments.isPresent() && arguments.get().has(Switches.HELP)) {
            out(usage() + "Not in Windows:\n" + additions() + ADDITIONS_OF_ALL);
            return ended(OK);
        }
        if (arguments.isEmpty() || !isUsable(arguments.get())) {
            err("Invalid parameter(s)\n" + usage());
            return WRONG;
        }
        return execute(arguments.get());
    }

    private int execute(Arguments arguments) {
        try {
            HostChoice choice = arguments.host(wantsEveryHost(arguments), wantsVirtualMachines(arguments));
            return ended(runOn(arguments, context.hosts().open(choice, notes(arguments))));
        } catch (SessionApiException e) {
            err(unreadable(e.code()));
        } catch (IOException | IllegalArgumentException e) {
            err(ErrorText.of(e));
        }
        return FAILED;
    }

    private int runOn(Arguments arguments, List<CommandTarget> targets) throws IOException {
        try {
            return run(arguments, isOfKey(arguments) ? ofKey(arguments.words().get(0), targets) : targets);
        } finally {
            targets.forEach(CommandTarget::close);
        }
    }

    private static List<CommandTarget> ofKey(String key, List<CommandTarget> targets) throws IOException {
        List<CommandTarget> meant = targets.stream()
                .filter(target -> LogonKey.parse(target.host(), key).isPresent())
                .toList();
        if (meant.size() == 1) {
            return meant;
        }
        String hosts = (meant.isEmpty() ? targets : meant)
                .stream().map(CommandTarget::host).map(Words::plain).collect(Collectors.joining(", "));
        throw new IOException(
                meant.isEmpty()
                        ? key + " is the Key of a session on another host than " + hosts + '.'
                        : key + " can be the Key of a session on several hosts. Give /SERVER: with one of " + hosts
                                + '.');
    }

    private int ended(int code) {
        Optional<String> problem = context.terminal().problem();
        problem.ifPresent(this::err);
        return problem.isPresent() && code == OK ? FAILED : code;
    }

    /** Returns what takes lines about what is done: shows them when that is wanted. */
    final Consumer<String> notes(Arguments arguments) {
        return arguments.has(VERBOSE) && !arguments.has(Switches.JSON) ? this::out : line -> {};
    }

    final CommandContext context() {
        return context;
    }

    final void out(String line) {
        Terminal.print(context.terminal().out(), line);
    }

    final void err(String line) {
        Terminal.print(context.terminal().err(), line);
    }

    /**
     * Returns the session that the one word names, by id, name or Key, or the own session when there is none.
     *
     * @param sessions those of the target, just read
     * @throws IOException when there is no such session
     */
    final Session session(Arguments arguments, CommandTarget target, List<Session> sessions) throws IOException {
        String word = arguments.words().isEmpty()
                ? own(arguments, target)
                : arguments.words().get(0);
        if (LogonKey.isKey(word)) {
            return sessions.stream()
                    .filter(session -> session.key().equals(word))
                    .findFirst()
                    .orElseThrow(() -> new IOException("There is no session with the Key " + word + " on "
                            + Words.plain(target.host()) + " now."));
        }
        SessionChoice choice =
                SessionChoice.of(sessions.stream().map(Session::row).toList(), word, target.host());
        long id = choice.row()
                .orElseThrow(() -> new IOException(Words.plain(choice.why())))
                .uniqueId();
        return sessions.stream()
                .filter(session -> session.id() == id)
                .findFirst()
                .orElseThrow();
    }

    /** Session 0 belongs to the services: a command in it was started by one, not by a user. */
    private static String own(Arguments arguments, CommandTarget target) throws IOException {
        OptionalLong own = target.ownSession();
        if (own.isPresent() && arguments.value(Switches.SERVER).isPresent()) {
            throw new IOException("/SERVER: was given without a session. Give the id of a session, or the name of an"
                    + " active one.");
        }
        if (own.isEmpty() || own.getAsLong() == 0) {
            throw new IOException("This command does not run in a user's session of " + target.host()
                    + ". Give the id of a session, or the name of an active one.");
        }
        return Long.toString(own.getAsLong());
    }

    /** Returns whether a session is the one that the command runs in. */
    static boolean isOwn(CommandTarget target, Session session) {
        return JsonText.isOwn(session, target.ownSession().orElse(-1));
    }

    /**
     * Shows what came of a request and returns the exit code.
     *
     * @param verb what could not be done, as Windows calls it
     */
    final int show(Arguments arguments, LogoffAnswer answer, String verb, Session session) {
        boolean done = isSuccess(answer);
        if (arguments.has(Switches.JSON)) {
            context.terminal().json(JsonText.of(answer));
        } else if (!done) {
            err(failure(answer, verb, session));
        } else if (isReported(arguments) || answer.dryRun()) {
            out(Words.plain(answer.message()));
        }
        return done ? OK : FAILED;
    }

    /** Returns whether a success has a line too. */
    boolean isReported(Arguments arguments) {
        return arguments.has(VERBOSE);
    }

    /** Returns whether an answer is what the command was run for. */
    boolean isSuccess(LogoffAnswer answer) {
        return isDone(answer);
    }

    static boolean isDone(LogoffAnswer answer) {
        return switch (answer.outcome()) {
            case DONE, ACCEPTED, GONE -> true;
            default -> false;
        };
    }

    static String failure(LogoffAnswer answer, String verb, Session session) {
        String name = session.row().name();
        String start = "Could not " + verb + " session ID " + session.id()
                + (name.isEmpty() ? "" : " from session " + Words.plain(name));
        return answer.code() == 0
                ? start + '\n' + Words.plain(answer.message())
                : start + ", Error code " + answer.code() + '\n' + "Error [" + answer.code() + "]: "
                        + SessionApiException.sentence(answer.code());
    }
}
