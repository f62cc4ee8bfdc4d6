package io.github.logoffd.jmx;

import io.github.logoffd.jmx.Operation.Parameter;
import java.util.Arrays;
import java.util.List;
import javax.management.openmbean.ArrayType;
import javax.management.openmbean.OpenDataException;
import javax.management.openmbean.OpenType;
import javax.management.openmbean.SimpleType;

/** The operations of a SessionHost bean. */
final class HostOperations {

    private static final Parameter AT_MOST = new Parameter(
            "atMost", SimpleType.INTEGER, "Safety limit, 1 or more: when more sessions match, nothing is done");

    private static final OpenType<?> STRINGS = strings();

    private static final Parameter KEY = new Parameter("session", SimpleType.STRING, "The Key of the session");

    private static final Parameter KEYS =
            new Parameter("keys", STRINGS, "The Keys of the sessions, each once, 1 to 1000");

    private static final Parameter REASON =
            new Parameter("reason", SimpleType.STRING, "The reason, for the audit file");

    private static final Parameter DRY_RUN =
            new Parameter("dryRun", SimpleType.BOOLEAN, "true: do everything except calling Windows to act");

    static final List<Operation<HostSubject>> ALL = List.of(
            AnswerShape.one(
                    "logoffSession",
                    "Logs off the session that currently has this id or name, like the logoff command",
                    List.of(
                            new Parameter(
                                    "sessionNameOrId",
                                    SimpleType.STRING,
                                    "A UniqueId, or the name of an active session of the host itself, case-insensitive"),
                            SessionOperations.WAIT),
                    (s, arguments) ->
                            s.control().logoff().logoffSession((String) arguments[0], (Boolean) arguments[1])),
            AnswerShape.one(
                    "requestLogoff",
                    "Logs off a session for hooks and scripts: all conditions are checked on one fresh"
                            + " read right before Windows is called. For a repeated requestId the first answer"
                            + " is replayed if that request acted, may have acted or has a final answer; every"
                            + " other request, such as a dry run, is decided again",
                    List.of(
                            new Parameter(
                                    "session", SimpleType.STRING, "A Key as the service writes it, or a UniqueId"),
                            new Parameter(
                                    "expectedUser",
                                    SimpleType.STRING,
                                    "A user, or domain, backslash and user, case-insensitive; empty for any, blank"
                                            + " is an error"),
                            new Parameter(
                                    "allowedStates",
                                    SimpleType.STRING,
                                    "Names of states separated by commas, such as DISCONNECTED; empty for any"
                                            + " but UNKNOWN."
                                            + " Naming a state overrides guard.spareActive and"
                                            + " guard.spareLocked for it"),
                            new Parameter(
                                    "minimumSeconds",
                                    SimpleType.LONG,
                                    "Minimum time that the session must have been disconnected, or idle if it is connected; 0 for any time"),
                            new Parameter(
                                    "requestId",
                                    SimpleType.STRING,
                                    "An id that stays the same when the request is repeated; empty for none"),
                            REASON,
                            DRY_RUN),
                    (s, arguments) -> s.control()
                            .automation()
                            .requestLogoff(
                                    (String) arguments[0],
                                    (String) arguments[1],
                                    (String) arguments[2],
                                    (Long) arguments[3],
                                    (String) arguments[4],
                                    (String) arguments[5],
                                    (Boolean) arguments[6])),
            AnswerShape.one(
                    "requestWarning",
                    "Like warnAndLogoff of the session, for the logon that the Key names: if its id now belongs to"
                            + " another logon the answer is GONE and nothing is done",
                    List.of(KEY, SessionOperations.WARNING, SessionOperations.GRACE_SECONDS),
                    (s, arguments) -> s.control().keyed().warn((String) arguments[0], (String) arguments[1], (Integer)
                            arguments[2])),
            AnswerShape.one(
                    "requestCancel",
                    "Like cancelLogoff of the session, for the logon that the Key names",
                    List.of(KEY),
                    (s, arguments) -> s.control().keyed().cancel((String) arguments[0])),
            AnswerShape.one(
                    "requestDisconnect",
                    "Like disconnect(true) of the session, for the logon that the Key names: if its id now belongs"
                            + " to another logon the answer is GONE and nothing is done",
                    List.of(KEY),
                    (s, arguments) -> s.control().keyed().disconnect((String) arguments[0])),
            AnswerShape.one(
                    "requestMessage",
                    "Like sendMessage of the session, for the logon that the Key names: if its id now belongs to"
                            + " another logon the answer is GONE and nothing is shown",
                    List.of(KEY, SessionOperations.TITLE, SessionOperations.TEXT),
                    (s, arguments) -> s.control().keyed().message((String) arguments[0], (String) arguments[1], (String)
                            arguments[2])),
            new Operation<>(
                    "requestQuestion",
                    "Like ask of the session, for the logon that the Key names: if its id now belongs to another logon"
                            + " the answer is GONE and nothing is shown. The answer is a record: the button, and"
                            + " the sentence that says why none was obtained",
                    List.of(
                            KEY,
                            SessionOperations.TITLE,
                            SessionOperations.TEXT,
                            SessionOperations.BUTTONS,
                            SessionOperations.TIMEOUT_SECONDS),
                    AnswerShape.QUESTION.type(),
                    true,
                    (s, arguments) -> AnswerShape.QUESTION.data(s.control()
                            .keyed()
                            .ask(
                                    (String) arguments[0],
                                    (String) arguments[1],
                                    (String) arguments[2],
                                    (String) arguments[3],
                                    (Integer) arguments[4]))),
            AnswerShape.many(
                    "logoffDisconnected",
                    "Logs off every user session that has been disconnected for at least this long; one answer"
                            + " for each",
                    List.of(
                            new Parameter(
                                    "olderThanSeconds",
                                    SimpleType.LONG,
                                    "Minimum time that a session must have been disconnected"),
                            AT_MOST,
                            SessionOperations.WAIT),
                    (s, arguments) -> s.control()
                            .bulk()
                            .logoffDisconnected((Long) arguments[0], (Integer) arguments[1], (Boolean) arguments[2])),
            AnswerShape.many(
                    "logoffAll",
                    "Logs off every user session except the console; one answer for each",
                    List.of(AT_MOST, SessionOperations.WAIT),
                    (s, arguments) -> s.control().bulk().logoffAll((Integer) arguments[0], (Boolean) arguments[1])),
            AnswerShape.many(
                    "logoffSelected",
                    "Logs off the logons that these Keys name, without waiting for their end; one answer for each, in"
                            + " the order of the Keys. A Key whose logon is gone is answered GONE. A dry run is the"
                            + " preview",
                    List.of(KEYS, AT_MOST, REASON, DRY_RUN),
                    (s, arguments) -> s.control()
                            .bulk()
                            .logoffSelected(
                                    Arrays.asList((String[]) arguments[0]),
                                    (Integer) arguments[1],
                                    (String) arguments[2],
                                    (Boolean) arguments[3])),
            AnswerShape.many(
                    "warnSelected",
                    "Like requestWarning for each of these Keys; one answer for each, in their order. A dry run is the"
                            + " preview",
                    List.of(KEYS, AT_MOST, SessionOperations.WARNING, SessionOperations.GRACE_SECONDS, REASON, DRY_RUN),
                    (s, arguments) -> s.control()
                            .bulk()
                            .warnSelected(
                                    Arrays.asList((String[]) arguments[0]),
                                    (Integer) arguments[1],
                                    (String) arguments[2],
                                    (Integer) arguments[3],
                                    (String) arguments[4],
                                    (Boolean) arguments[5])),
            AnswerShape.many(
                    "messageSelected",
                    "Like requestMessage for each of these Keys; one answer for each, in their order. A dry run is the"
                            + " preview",
                    List.of(KEYS, AT_MOST, SessionOperations.TITLE, SessionOperations.TEXT, DRY_RUN),
                    (s, arguments) -> s.control()
                            .bulk()
                            .messageSelected(
                                    Arrays.asList((String[]) arguments[0]),
                                    (Integer) arguments[1],
                                    (String) arguments[2],
                                    (String) arguments[3],
                                    (Boolean) arguments[4])),
            AnswerShape.many(
                    "sendMessageToAll",
                    "Shows a message in every session that has a user; one answer for each",
                    List.of(SessionOperations.TITLE, SessionOperations.TEXT),
                    (s, arguments) ->
                            s.control().bulk().sendMessageToAll((String) arguments[0], (String) arguments[1])),
            new Operation<>(
                    "refresh",
                    "Takes a fresh snapshot now, reading every client again, and returns the result",
                    List.of(),
                    SessionHostBeanType.REFRESH.type(),
                    false,
                    (s, arguments) -> SessionHostBeanType.REFRESH.data(s.refreshed())));

    private HostOperations() {}

    private static OpenType<?> strings() {
        try {
            return ArrayType.getArrayType(SimpleType.STRING);
        } catch (OpenDataException e) {
            throw new IllegalStateException(e);
        }
    }
}
