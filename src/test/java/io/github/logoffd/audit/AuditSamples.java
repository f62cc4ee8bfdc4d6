package io.github.logoffd.audit;

import io.github.logoffd.access.Caller;
import io.github.logoffd.control.request.AuditRecord;
import io.github.logoffd.control.request.AuditRecord.Phase;
import io.github.logoffd.control.request.LogoffAnswer;
import io.github.logoffd.control.request.Outcome;
import java.time.Instant;
import java.util.Optional;

/** Entries for the tests. */
final class AuditSamples {

    static final Instant TIME = Instant.parse("2026-03-02T10:15:30Z");

    private static final Caller CALLER = new Caller("http", "192.0.2.44", "meier", "operator", "Ticket 4711");

    private AuditSamples() {}

    static AuditRecord entry(Phase phase, String account) {
        return record(phase, answer(account, Outcome.FAILED, false), "");
    }

    static AuditRecord withArguments(String arguments) {
        LogoffAnswer answer = answer("CORP\\alice", Outcome.DONE, false);
        return line(TIME, Phase.ANSWERED, "2026-03-02T10:00:00Z-17", CALLER, "sendMessage", arguments, answer, "");
    }

    static AuditRecord answered(Outcome outcome, String rule) {
        return record(Phase.ANSWERED, answer("CORP\\alice", outcome, false), rule);
    }

    static LogoffAnswer answer(String account, Outcome outcome, boolean dryRun) {
        return new LogoffAnswer(
                "HOST1:3:2026-03-02T08:00:00Z",
                "HOST1",
                3,
                account,
                outcome,
                5,
                "Error [5]: Access is denied.",
                42,
                "",
                dryRun);
    }

    static Denial denial(String user) {
        return new Denial(TIME, new Caller("http", "192.0.2.44", user, ""), "The password is wrong.", 1);
    }

    private static AuditRecord record(Phase phase, LogoffAnswer answer, String rule) {
        return line(TIME, phase, "2026-03-02T10:00:00Z-17", CALLER, "logoff", "wait=true", answer, rule);
    }

    /** Returns the line about the session of an answer, with that answer when it comes after the act. */
    static AuditRecord line(
            Instant time,
            Phase phase,
            String number,
            Caller caller,
            String operation,
            String arguments,
            LogoffAnswer answer,
            String rule) {
        AuditRecord.Intent intent = new AuditRecord.Intent(
                caller,
                operation,
                arguments,
                answer.requestId(),
                answer.dryRun(),
                answer.host(),
                answer.session(),
                answer.id(),
                answer.account());
        return new AuditRecord(
                time,
                number,
                phase,
                intent,
                phase == Phase.ASKED ? Optional.empty() : Optional.of(answer),
                rule,
                phase == Phase.ANSWERED);
    }
}
