package io.github.logoffd.cli.windows;

import io.github.logoffd.control.request.LogoffAnswer;
import io.github.logoffd.session.Session;
import io.github.logoffd.session.SessionTimes;
import io.github.logoffd.support.json.JsonWriter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Answers and sessions as JSON, under the names that the beans have for them. */
final class JsonText {

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
        Map<String, Object> map = new LinkedHashMap<>();
        map.put("Session", answer.session());
        map.put("Host", answer.host());
        map.put("Id", answer.id());
        map.put("Account", answer.account());
        map.put("Outcome", answer.outcome().name());
        map.put("Code", answer.code());
        map.put("Message", answer.message());
        map.put("ElapsedMillis", answer.elapsedMillis());
        map.put("RequestId", answer.requestId());
        map.put("DryRun", answer.dryRun());
        return map;
    }

    private static Map<String, Object> map(Session session, long own) {
        SessionTimes times = session.detail().times();
        Map<String, Object> map = new LinkedHashMap<>();
        map.put("Key", session.key());
        map.put("Id", session.row().id());
        map.put("UniqueId", session.id());
        map.put("Own", isOwn(session, own));
        map.put("Name", session.row().name());
        map.put("Kind", session.row().kind().name());
        map.put("State", session.row().state().name());
        map.put("UserName", session.row().user());
        map.put("DomainName", session.row().domain());
        map.put("Account", session.account());
        map.put("LogonTime", times.logon().map(Instant::toString).orElse(""));
        map.put("LogonSeconds", times.secondsSince(times.logon()));
        map.put("DisconnectedSeconds", session.disconnectedSeconds());
        map.put("IdleSeconds", session.idleSeconds());
        map.put("VirtualMachine", session.row().virtualMachine());
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
