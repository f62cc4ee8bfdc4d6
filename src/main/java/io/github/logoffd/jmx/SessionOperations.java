package io.github.logoffd.jmx;

import io.github.logoffd.jmx.Operation.Parameter;
import io.github.logoffd.session.ProcessInfo;
import io.github.logoffd.support.RecordItem;
import java.util.List;
import javax.management.openmbean.CompositeData;
import javax.management.openmbean.SimpleType;

/**
 * The operations of a Session bean. Each applies to the logon that the bean represents, which is read again before it
 * acts.
 */
final class SessionOperations {

    static final Parameter WAIT = new Parameter(
            "wait",
            SimpleType.BOOLEAN,
            "true: answer when the outcome is verified or the timeout expires; false: answer as soon as Windows has"
                    + " accepted");

    static final Parameter TITLE = new Parameter("title", SimpleType.STRING, "The caption, at most 256 characters");

    static final Parameter TEXT =
            new Parameter("text", SimpleType.STRING, "The message to the user, 1 to 4096 characters");

    static final Parameter WARNING =
            new Parameter("message", SimpleType.STRING, "The message to the user, 1 to 4096 characters");

    static final Parameter GRACE_SECONDS =
            new Parameter("graceSeconds", SimpleType.INTEGER, "The delay, 1 to 86400 seconds");

    static final Parameter BUTTONS = new Parameter(
            "buttons",
            SimpleType.STRING,
            "OK, OK_CANCEL, ABORT_RETRY_IGNORE, YES_NO_CANCEL, YES_NO, RETRY_CANCEL or CANCEL_TRY_CONTINUE");

    static final Parameter TIMEOUT_SECONDS =
            new Parameter("timeoutSeconds", SimpleType.INTEGER, "How long to wait, 1 to 3600 seconds");

    private static final Shape<ProcessInfo> PROCESS = new Shape<>(
            "io.github.logoffd.Process",
            "One process of a session",
            Field.all(List.of(
                    RecordItem.number("Pid", "The process id", ProcessInfo::pid),
                    RecordItem.text("Image", "The executable without its folder", ProcessInfo::image),
                    RecordItem.number(
                            "CpuSeconds", "User and kernel seconds, -1 when unknown", ProcessInfo::cpuSeconds),
                    RecordItem.number(
                            "WorkingSetBytes",
                            "The working set in bytes; on another host than the service's own its lower 32 bits only",
                            ProcessInfo::workingSetBytes),
                    RecordItem.number("HandleCount", "Open handles", ProcessInfo::handles),
                    RecordItem.number("ThreadCount", "Threads", ProcessInfo::threads))));

    static final List<Operation<SessionSubject>> ALL = List.of(
            AnswerShape.one(
                    "logoff",
                    "Logs off exactly this logon. The session is read again right before Windows is called; if"
                            + " the id now belongs to another logon the answer is GONE and nothing is done",
                    List.of(WAIT),
                    (s, arguments) -> s.control().logoff().logoff(s.session(), (Boolean) arguments[0])),
            AnswerShape.one(
                    "warnAndLogoff",
                    "Shows the user a message and logs off this logon after the delay. cancelLogoff cancels the"
                            + " countdown, and so does the user of a disconnected session by reconnecting. A"
                            + " second call changes nothing. Once a logoff of this logon has been requested,"
                            + " the answer is PENDING and no message is shown",
                    List.of(WARNING, GRACE_SECONDS),
                    (s, arguments) -> s.control()
                            .countdowns()
                            .warnAndLogoff(s.session(), (String) arguments[0], (Integer) arguments[1])),
            AnswerShape.one(
                    "cancelLogoff",
                    "Cancels the logoff that the user was warned of; PENDING once it is being carried out",
                    List.of(),
                    (s, arguments) -> s.control().countdowns().cancel(s.session())),
            AnswerShape.one(
                    "disconnect",
                    "Disconnects the client of this logon; the session and its programs keep running",
                    List.of(WAIT),
                    (s, arguments) -> s.control().disconnects().disconnect(s.session(), (Boolean) arguments[0])),
            AnswerShape.one(
                    "sendMessage",
                    "Shows the user a message without waiting for a response",
                    List.of(TITLE, TEXT),
                    (s, arguments) ->
                            s.control().messages().send(s.session(), (String) arguments[0], (String) arguments[1])),
            new Operation<>(
                    "ask",
                    "Shows the user a question and waits for a button. Answers with the button (OK, CANCEL,"
                            + " ABORT, RETRY,"
                            + " IGNORE, YES, NO, TRY_AGAIN, CONTINUE), TIMEOUT, or the Outcome when no answer"
                            + " was obtained",
                    List.of(TITLE, TEXT, BUTTONS, TIMEOUT_SECONDS),
                    SimpleType.STRING,
                    true,
                    (s, arguments) -> s.control()
                            .messages()
                            .ask(
                                    s.session(),
                                    (String) arguments[0],
                                    (String) arguments[1],
                                    (String) arguments[2],
                                    (Integer) arguments[3])
                            .word()),
            new Operation<>(
                    "processes",
                    "The processes of this logon, read now; an error for a session in a virtual machine, since"
                            + " the host lists only its own processes",
                    List.of(),
                    PROCESS.arrayType(),
                    false,
                    (s, arguments) -> s.control().messages().processes(s.session()).stream()
                            .map(PROCESS::data)
                            .toArray(CompositeData[]::new)));

    private SessionOperations() {}
}
