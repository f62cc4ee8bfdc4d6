package io.github.logoffd.cli.windows;

import io.github.logoffd.control.request.AnswerItems;
import io.github.logoffd.control.request.LogoffAnswer;
import io.github.logoffd.session.Session;
import io.github.logoffd.session.SessionItems;
import io.github.logoffd.support.RecordItem;
import io.github.logoffd.support.json.JsonWriter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;

/** Answers and sessions as JSON, under the names that the beans have for them. */
final class JsonText {

    private static final String HOST = "Host";

    private static final List<RecordItem<Session>> NUMBERS =
            List.of(SessionItems.KEY, SessionItems.ID, SessionItems.UNIQUE_ID);

    /** A command reads neither client nor processes. */
    private static final List<RecordItem<Session>> FACTS = List.of(
            SessionItems.NAME,
            SessionItems.KIND,
            SessionItems.STATE,
            SessionItems.USER_NAME,
            SessionItems.DOMAIN_NAME,
            SessionItems.ACCOUNT,
            SessionItems.LOGON_TIME,
            SessionItems.LOGON_SECONDS,
            SessionItems.DISCONNECTED_SECONDS,
            SessionItems.IDLE_SECONDS,
            SessionItems.VIRTUAL_MACHINE);

    private JsonText() {}

    static String of(LogoffAnswer answer) {
        return text(map(answer));
    }

    static String ofAll(List<LogoffAnswer> answers) {
        return text(answers.stream().map(JsonText::map).toList());
    }

    /**
     * Returns an array of sessions.
     *
     * @param own the session that the command runs in, -1 when none
     */
    static String of(List<Session> sessions, long own) {
        return text(sessions.stream().map(session -> map(session, own)).toList());
    }

    private static Map<String, Object> map(LogoffAnswer answer) {
        return RecordItem.values(AnswerItems.ALL, answer);
    }

    private static Map<String, Object> map(Session session, long own) {
        Map<String, Object> map = RecordItem.values(NUMBERS, session);
        map.put(HOST, session.host());
        map.put("Own", isOwn(session, own));
        map.putAll(RecordItem.values(FACTS, session));
        return map;
    }

    static boolean isOwn(Session session, long own) {
        return session.row().id() == own && !session.row().isInVirtualMachine();
    }

    private static String text(Object value) {
        StringBuilder text = new StringBuilder();
        try {
            JsonWriter.write(value, text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return text.toString();
    }
}
