package io.github.logoffd.cli.windows;

import io.github.logoffd.control.SessionChoice;
import io.github.logoffd.control.StuckAdvice;
import io.github.logoffd.control.request.LogoffAnswer;
import io.github.logoffd.control.request.Outcome;
import io.github.logoffd.session.Session;
import io.github.logoffd.support.text.ErrorText;
import java.io.IOException;
import java.util.ArrayList;
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
              /NOWAIT             Returns when Windows has accepted, without waiting for the end of the session.
              --user NAME         Logs off the user, on all hosts of a service or on /SERVER:; if more than one session
                                  matches, none, unless --at-most allows it. With a domain: CORP\\alice.
              --at-most N         How many sessions of the user may be logged off (default is 1).
            """;

    private static final String VERB = "logoff";
    private static final String UNIQUE = "/VM";
    private static final String USER = "--user";
    private static final String AT_MOST = "--at-most";
    private static final Switches SWITCHES = new Switches(
            Set.of(VERBOSE, UNIQUE, Switches.WHAT_IF, Switches.NO_WAIT),
            Set.of(Switches.EXPECT, Switches.REASON),
            Set.of(USER, AT_MOST, Switches.REASON_OPTION),
            false);

    private static final String NUMBER = "[1-9]\\d{0,8}";

    LogoffCommand(CommandContext context) {
        super(context, SWITCHES);
    }

    @Override
    String usage() {
        return USAGE;
    }

    @Override
    String additions() {
        return ADDITIONS + REASON_HELP;
    }

    @Override
    boolean isUsable(Arguments arguments) {
        return isUserNamed(arguments) ? isUsableWithUser(arguments) : isUsableWithSession(arguments);
    }

    private static boolean isUserNamed(Arguments arguments) {
        return arguments.value(USER).isPresent() || arguments.value(AT_MOST).isPresent();
    }

    private static boolean isUsableWithUser(Arguments arguments) {
        return arguments.value(USER).isPresent()
                && arguments.value(AT_MOST).orElse("1").matches(NUMBER)
                && arguments.words().isEmpty()
                && arguments.value(Switches.EXPECT).isEmpty()
                && !arguments.has(UNIQUE);
    }

    private static boolean isUsableWithSession(Arguments arguments) {
        List<String> words = arguments.words();
        boolean isId = words.size() == 1 && SessionChoice.isId(words.get(0));
        return words.size() <= 1 && (isId || !arguments.has(UNIQUE));
    }

    @Override
    boolean wantsVirtualMachines(Arguments arguments) {
        return arguments.has(UNIQUE);
    }

    @Override
    boolean wantsEveryHost(Arguments arguments) {
        return isUserNamed(arguments) || super.wantsEveryHost(arguments);
    }

    @Override
    int run(Arguments arguments, List<CommandTarget> targets) throws IOException {
        return isUserNamed(arguments) ? logoffUser(arguments, targets) : logoffSession(arguments, targets.get(0));
    }

    private int logoffSession(Arguments arguments, CommandTarget target) throws IOException {
        List<Session> sessions = target.sessions();
        Session session = session(arguments, target, sessions);
        Optional<String> expected = arguments.value(Switches.EXPECT);
        String account = expected.isPresent() ? Meanings.account(sessions, expected.get()) : "";
        notes(arguments).accept("Logging off session ID " + session.id());
        LogoffAnswer answer = new LogoffWait(context().terminal(), target, session)
                .answer(target.logoff(session, order(arguments, account)));
        int code = show(arguments, answer, VERB, session);
        advise(arguments, answer);
        return code;
    }

    private void advise(Arguments arguments, LogoffAnswer answer) {
        if (answer.outcome() == Outcome.PENDING && !arguments.has(Switches.JSON)) {
            err(StuckAdvice.of(answer.id()));
        }
    }

    private static LogoffOrder order(Arguments arguments, String account) {
        return new LogoffOrder(account, arguments.has(Switches.WHAT_IF), !arguments.has(Switches.NO_WAIT));
    }

    private int logoffUser(Arguments arguments, List<CommandTarget> targets) throws IOException {
        String name = arguments.value(USER).orElseThrow();
        UserSessions sessions = UserSessions.read(name, targets);
        if (sessions.all().isEmpty()) {
            err("No User exists for " + Words.plain(name));
            return FAILED;
        }
        Optional<String> refusal =
                sessions.refusal(Integer.parseInt(arguments.value(AT_MOST).orElse("1")));
        if (refusal.isPresent()) {
            err(refusal.get());
            sessions.table(context()).forEach(this::err);
            return FAILED;
        }
        return logoffAll(arguments, sessions.all());
    }

    /** All are requested before the first is waited for, so that one that does not close delays no other. */
    private int logoffAll(Arguments arguments, List<UserSessions.Found> found) throws IOException {
        List<RequestedLogoff> requested = new ArrayList<>();
        for (UserSessions.Found each : found) {
            notes(arguments)
                    .accept("Logging off session ID " + each.session().id() + " on "
                            + Words.plain(each.target().host()));
            requested.add(request(each, order(arguments, each.session().account())));
        }
        List<LogoffAnswer> answers = new ArrayList<>();
        for (int i = 0; i < found.size(); i++) {
            answer(arguments, found.get(i), requested.get(i)).ifPresent(answers::add);
        }
        if (arguments.has(Switches.JSON)) {
            context().terminal().json(JsonText.ofAll(answers));
        }
        return answers.size() == found.size() && answers.stream().allMatch(WindowsCommand::isDone) ? OK : FAILED;
    }

    /** A request that fails does not hide what came of the others. */
    private static RequestedLogoff request(UserSessions.Found found, LogoffOrder order) {
        try {
            return found.target().logoff(found.session(), order);
        } catch (IOException e) {
            return wait -> {
                throw e;
            };
        }
    }

    private Optional<LogoffAnswer> answer(Arguments arguments, UserSessions.Found found, RequestedLogoff requested) {
        try {
            LogoffAnswer answer =
                    new LogoffWait(context().terminal(), found.target(), found.session()).answer(requested);
            showOf(arguments, found, answer);
            return Optional.of(answer);
        } catch (IOException e) {
            err(Words.plain(found.target().host()) + ": " + ErrorText.of(e));
            return Optional.empty();
        }
    }

    private void showOf(Arguments arguments, UserSessions.Found found, LogoffAnswer answer) {
        if (arguments.has(Switches.JSON)) {
            return;
        }
        String host = Words.plain(found.target().host()) + ": ";
        if (!isDone(answer)) {
            err(host + failure(answer, VERB, found.session()));
            advise(arguments, answer);
        } else if (arguments.has(VERBOSE) || answer.dryRun()) {
            out(host + Words.plain(answer.message()));
        }
    }
}
