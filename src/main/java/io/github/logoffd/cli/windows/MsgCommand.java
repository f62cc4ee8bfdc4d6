package io.github.logoffd.cli.windows;

import io.github.logoffd.control.SessionChoice;
import io.github.logoffd.control.request.LogoffAnswer;
import io.github.logoffd.session.Session;
import io.github.logoffd.session.SessionApiException;
import io.github.logoffd.session.SessionState;
import io.github.logoffd.support.text.ErrorText;
import io.github.logoffd.support.text.VisibleText;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** Shows a message to users, as Windows' {@code msg}. */
final class MsgCommand extends WindowsCommand {

    private static final String USAGE = """
            Sends a message to a user.

            MSG {username | sessionname | sessionid | @filename | *}
                [/SERVER:servername] [/TIME:seconds] [/V] [/W] [message]

              username            The user.
              sessionname         The name of the session.
              sessionid           The ID of the session.
              @filename           A file with a name or ID in each line.
              *                   Everybody who is logged on.
              /SERVER:servername  Specifies the Remote Desktop server (default is current).
              /TIME:seconds       How long the message stays, and /W waits (default is 60).
              /V                  Displays information about the actions performed.
              /W                  Waits for the answer of the user.
              message             The text; without it standard input is read.

            """;

    private static final String ADDITIONS = """
              --                  Everything behind it is text, options too.
            """;

    private static final int MOST_BYTES = 65536;

    private static final String WAIT = "/W";
    private static final String TIME = "/TIME";

    private static final String SECONDS = "\\d{1,9}";

    MsgCommand(CommandContext context) {
        super(
                context,
                new Switches(
                        Set.of(VERBOSE, WAIT), Set.of(TIME, Switches.REASON), Set.of(Switches.REASON_OPTION), true));
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
        List<String> words = arguments.words();
        return !words.isEmpty()
                && !isBlankFile(words.get(0))
                && arguments.value(TIME).orElse("1").matches(SECONDS);
    }

    private static boolean isBlankFile(String receiver) {
        return receiver.startsWith("@") && VisibleText.isBlank(receiver.substring(1));
    }

    @Override
    String unreadable(int code) {
        return "Error " + code + " getting session names\nError [" + code + "]:" + SessionApiException.sentence(code);
    }

    @Override
    int run(Arguments arguments, List<CommandTarget> targets) throws IOException {
        CommandTarget target = targets.get(0);
        List<Receiver> receivers = receivers(arguments.words().get(0));
        Notice notice = new Notice(
                "Message from " + context().user(),
                text(arguments.words()),
                arguments.value(TIME).map(Integer::valueOf),
                arguments.has(WAIT));
        List<Session> sessions = target.sessions();
        Set<Session> found = new LinkedHashSet<>();
        boolean allFound = true;
        for (Receiver receiver : receivers) {
            allFound &= found(sessions, receiver, found);
        }
        return showAll(arguments, target, found, notice) && allFound ? OK : FAILED;
    }

    /** One receiver that is not there, or could be another one, does not keep the others from being told. */
    private boolean found(List<Session> sessions, Receiver receiver, Set<Session> found) {
        try {
            List<Session> named = sessions(sessions, receiver.name());
            if (named.isEmpty()) {
                err(receiver.where() + Words.plain(receiver.name()) + " does not exist or is disconnected");
            }
            found.addAll(named);
            return !named.isEmpty();
        } catch (IOException e) {
            err(receiver.where() + ErrorText.of(e));
            return false;
        }
    }

    private boolean showAll(Arguments arguments, CommandTarget target, Set<Session> sessions, Notice notice)
            throws IOException {
        List<LogoffAnswer> answers = new ArrayList<>();
        for (Session session : sessions) {
            notes(arguments)
                    .accept("Sending message to session " + name(session) + ", display time "
                            + notice.seconds().orElse(Notice.USUAL_SECONDS));
            LogoffAnswer answer = target.show(session, notice);
            answers.add(answer);
            if (isDone(answer) && isUnseen(session, notice) && !arguments.has(Switches.JSON)) {
                err(Words.plain(answer.message()));
            } else if (isDone(answer)) {
                notes(arguments).accept(Words.plain(answer.message()));
            } else if (!arguments.has(Switches.JSON)) {
                err(failure(answer, "send message to", session));
            }
        }
        if (arguments.has(Switches.JSON)) {
            context().terminal().json(JsonText.ofAll(answers));
        }
        return answers.stream().allMatch(WindowsCommand::isDone);
    }

    /** That no client shows a message is worth a line. */
    private static boolean isUnseen(Session session, Notice notice) {
        return session.row().state() == SessionState.DISCONNECTED && !notice.awaited();
    }

    private static String name(Session session) {
        return session.row().name().isEmpty()
                ? Long.toString(session.id())
                : Words.plain(session.row().name());
    }

    /** An id or a Key is one session whatever its state; a name matches active sessions only. */
    private static List<Session> sessions(List<Session> sessions, String receiver) throws IOException {
        List<Session> users =
                sessions.stream().filter(session -> session.row().hasUser()).toList();
        return receiver.equals("*")
                ? users
                : Meanings.of(users, receiver).stream()
                        .filter(session -> SessionChoice.hasId(session.row(), receiver)
                                || session.key().equals(receiver)
                                || session.row().state() != SessionState.DISCONNECTED)
                        .toList();
    }

    private List<Receiver> receivers(String word) throws IOException {
        return word.startsWith("@")
                ? ReceiverFile.read(word.substring(1), context().terminal().charset())
                : List.of(new Receiver("", word));
    }

    private String text(List<String> words) throws IOException {
        String text = words.size() > 1
                ? String.join(" ", words.subList(1, words.size()))
                : new String(
                        context().terminal().in().readNBytes(MOST_BYTES),
                        context().terminal().charset());
        if (VisibleText.isBlank(text)) {
            throw new IOException("The message is empty. Give a text.");
        }
        return text.strip();
    }
}
