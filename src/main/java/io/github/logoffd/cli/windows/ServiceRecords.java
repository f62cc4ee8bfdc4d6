package io.github.logoffd.cli.windows;

import io.github.logoffd.cli.client.JsonRecord;
import io.github.logoffd.control.request.AnswerItems;
import io.github.logoffd.control.request.LogoffAnswer;
import io.github.logoffd.control.request.Outcome;
import io.github.logoffd.control.request.QuestionAnswer;
import io.github.logoffd.session.LockState;
import io.github.logoffd.session.Session;
import io.github.logoffd.session.SessionDetail;
import io.github.logoffd.session.SessionItems;
import io.github.logoffd.session.SessionRow;
import io.github.logoffd.session.SessionTimes;
import io.github.logoffd.session.Traffic;
import java.io.IOException;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Sessions and answers from what a service says of them. */
final class ServiceRecords {

    private ServiceRecords() {}

    static List<Session> sessions(String host, List<JsonRecord> records) throws IOException {
        List<Session> sessions = new ArrayList<>();
        for (JsonRecord record : records) {
            sessions.add(session(host, record));
        }
        return sessions;
    }

    private static Session session(String host, JsonRecord record) throws IOException {
        SessionRow row = new SessionRow(
                record.number(SessionItems.ID),
                record.number(SessionItems.UNIQUE_ID),
                record.text(SessionItems.NAME),
                (int) record.number(SessionItems.STATE_CODE),
                record.text(SessionItems.USER_NAME),
                record.text(SessionItems.DOMAIN_NAME),
                record.text(SessionItems.VIRTUAL_MACHINE),
                record.text(SessionItems.FARM));
        SessionDetail detail = new SessionDetail(
                row.id(),
                row.stateCode(),
                LockState.UNKNOWN,
                row.name(),
                row.user(),
                row.domain(),
                times(record),
                Traffic.UNKNOWN);
        return new Session(host, row, detail);
    }

    /** Ages come with the clock of the host already taken off; what it showed is the logon and its age. */
    private static SessionTimes times(JsonRecord record) throws IOException {
        Optional<Instant> logon = time(record.text(SessionItems.LOGON_TIME));
        long age = record.number(SessionItems.LOGON_SECONDS);
        if (logon.isEmpty() || age < 0) {
            return new SessionTimes(logon, Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());
        }
        Instant now = logon.get().plusSeconds(age);
        long disconnected = record.number(SessionItems.DISCONNECTED_SECONDS);
        long idle = disconnected < 0 ? record.number(SessionItems.IDLE_SECONDS) : -1;
        return new SessionTimes(
                logon, Optional.empty(), before(now, disconnected), before(now, idle), Optional.of(now));
    }

    private static Optional<Instant> before(Instant now, long seconds) {
        return seconds < 0 ? Optional.empty() : Optional.of(now.minusSeconds(seconds));
    }

    private static Optional<Instant> time(String text) throws IOException {
        try {
            return text.isEmpty() ? Optional.empty() : Optional.of(Instant.parse(text));
        } catch (DateTimeException e) {
            throw new IOException("The service returned the time \"" + text + "\", which is not in ISO 8601.", e);
        }
    }

    private static LogoffAnswer answer(JsonRecord record) throws IOException {
        return new LogoffAnswer(
                record.text(AnswerItems.SESSION),
                record.text(AnswerItems.HOST),
                record.number(AnswerItems.ID),
                record.text(AnswerItems.ACCOUNT),
                outcome(record.text(AnswerItems.OUTCOME))
                        .orElseThrow(() -> new IOException("The service returned an outcome that is unknown to this"
                                + " version. Use the same version on both sides.")),
                (int) record.number(AnswerItems.CODE),
                record.text(AnswerItems.MESSAGE),
                record.number(AnswerItems.ELAPSED_MILLIS),
                record.text(AnswerItems.REQUEST_ID),
                record.flag(AnswerItems.DRY_RUN));
    }

    private static Optional<Outcome> outcome(String name) {
        for (Outcome outcome : Outcome.values()) {
            if (outcome.name().equals(name)) {
                return Optional.of(outcome);
            }
        }
        return Optional.empty();
    }

    /** Returns what came of an accepted request. */
    static LogoffAnswer after(LogoffAnswer accepted, Outcome outcome, String message, long elapsedMillis) {
        return new LogoffAnswer(
                accepted.session(),
                accepted.host(),
                accepted.id(),
                accepted.account(),
                outcome,
                accepted.code(),
                message,
                elapsedMillis,
                accepted.requestId(),
                accepted.dryRun());
    }

    /** Returns the answer of the service, which does not know the user when the logon of its Key is gone. */
    static LogoffAnswer answer(Session session, JsonRecord record) throws IOException {
        LogoffAnswer answer = answer(record);
        return answer.outcome() == Outcome.GONE ? gone(session, answer) : answer;
    }

    private static LogoffAnswer gone(Session session, LogoffAnswer answer) {
        return new LogoffAnswer(
                session.key(),
                session.host(),
                session.id(),
                session.account(),
                Outcome.GONE,
                answer.code(),
                "The logon of " + session.account() + " in session " + session.id()
                        + " no longer exists. Windows was not called.",
                answer.elapsedMillis(),
                answer.requestId(),
                answer.dryRun());
    }

    /** Returns what came of a question, with the button if the user pressed one. */
    static LogoffAnswer asked(Session session, JsonRecord record) throws IOException {
        LogoffAnswer answer = answer(session, record);
        String button = record.text(QuestionAnswer.BUTTON);
        return button.isEmpty()
                ? answer
                : after(
                        answer,
                        answer.outcome(),
                        session.account() + " was asked: " + button + '.',
                        answer.elapsedMillis());
    }
}
