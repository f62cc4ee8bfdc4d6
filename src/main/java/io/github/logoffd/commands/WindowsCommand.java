package io.github.logoffd.commands;

import io.github.logoffd.control.LogoffAnswer;
import io.github.logoffd.control.SessionChoice;
import io.github.logoffd.session.Session;
import io.github.logoffd.session.SessionApiException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.Callable;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** What the Windows commands have in common: the usage text, the target, and what they say when something fails. */
abstract class WindowsCommand implements Callable<Integer> {

    private static final String SESSIONS_ASKED = "enumerating sessionnames";

    @Option(
            names = {"/?", "--help"},
            description = "Displays help.")
    private boolean help;

    @Option(
            names = {"/JSON", "--json"},
            description = "Answers in JSON.")
    private boolean json;

    @Mixin
    private TargetOptions targetOptions = new TargetOptions();

    @Parameters(arity = "0..*", description = "The session.")
    private List<String> words = new ArrayList<>();

    private final Setting setting;

    WindowsCommand(Setting setting) {
        this.setting = setting;
    }

    /** Returns the text that Windows shows, without what was added to it. */
    abstract String usage();

    /** Returns the lines about switches that Windows does not have. */
    abstract String additions();

    /** Tells whether the words and switches fit together. */
    abstract boolean isUsable();

    /** Does it, and returns the exit code. */
    abstract int run(CommandTarget target) throws IOException;

    /** Tells whether everything from the second word on is text. */
    boolean endsInText() {
        return false;
    }

    /** Returns the lines that Windows shows when the sessions of a host cannot be read. */
    String unreadable(int code) {
        return "Error 0x" + String.format(Locale.ROOT, "%08X", code) + ' ' + SESSIONS_ASKED + "\nError [" + code + "]:"
                + SessionApiException.sentence(code);
    }

    @Override
    public final Integer call() {
        if (help) {
            out(usage() + additions() + TargetOptions.USAGE);
            return ended(ExitCode.OK);
        }
        if (!targetOptions.isUsable() || !isUsable()) {
            return wrongUsage();
        }
        try (CommandTarget target = targetOptions.open(setting.hosts(), verbose(), this::out)) {
            return ended(run(target));
        } catch (SessionApiException e) {
            err(unreadable(e.code()));
        } catch (IOException | IllegalArgumentException e) {
            err(e.getMessage());
        }
        return ExitCode.SOFTWARE;
    }

    /** Says so, as Windows does. */
    final int wrongUsage() {
        err("Invalid parameter(s)");
        err(usage());
        return ExitCode.USAGE;
    }

    private int ended(int code) {
        Optional<String> problem = setting.terminal().problem();
        problem.ifPresent(this::err);
        return problem.isPresent() && code == ExitCode.OK ? ExitCode.SOFTWARE : code;
    }

    /** Tells whether the command says what it does. */
    boolean verbose() {
        return false;
    }

    final Setting setting() {
        return setting;
    }

    final TargetOptions targetOptions() {
        return targetOptions;
    }

    final List<String> words() {
        return words;
    }

    final boolean json() {
        return json;
    }

    final void out(String line) {
        Terminal.print(setting.terminal().out(), line);
    }

    final void note(String line) {
        if (verbose() && !json) {
            out(line);
        }
    }

    final void err(String line) {
        Terminal.print(setting.terminal().err(), line);
    }

    /**
     * Returns the session that the one word names, or the own session when there is none.
     *
     * @throws IOException when there is no such session
     */
    final Session session(CommandTarget target) throws IOException {
        List<Session> sessions = target.sessions();
        String word = words.isEmpty() ? own(target) : words.get(0);
        SessionChoice choice =
                SessionChoice.of(sessions.stream().map(Session::row).toList(), word, target.host());
        long id = choice.row().orElseThrow(() -> new IOException(choice.why())).uniqueId();
        return sessions.stream()
                .filter(session -> session.id() == id)
                .findFirst()
                .orElseThrow();
    }

    /** Session 0 belongs to the services: a command in it was started by one, and nobody sits there. */
    private static String own(CommandTarget target) throws IOException {
        OptionalLong own = target.ownSession();
        if (own.isEmpty() || own.getAsLong() == 0) {
            throw new IOException("This command does not run in a user's session of " + target.host()
                    + "; expected is the id of a session, or the name of an active one.");
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
    final int show(LogoffAnswer answer, String verb, Session session) {
        boolean done = isDone(answer);
        if (json) {
            setting.terminal().json(JsonText.of(answer));
        } else if (done) {
            sayDone(answer);
        } else {
            err(failure(answer, verb, session));
        }
        return done ? ExitCode.OK : ExitCode.SOFTWARE;
    }

    private void sayDone(LogoffAnswer answer) {
        if (verbose() || answer.dryRun()) {
            out(Words.plain(answer.message()));
        }
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
