package io.github.logoffd.service;

import io.github.logoffd.access.DenialLog;
import io.github.logoffd.audit.DeniedLogins;
import io.github.logoffd.audit.EventLogEntry;
import io.github.logoffd.audit.EventLogQueue;
import io.github.logoffd.audit.EventLogWriter;
import io.github.logoffd.audit.JournalTrail;
import io.github.logoffd.audit.ReportedAuditTrail;
import io.github.logoffd.audit.ServiceTrail;
import io.github.logoffd.audit.SessionTrail;
import io.github.logoffd.audit.journal.Anchor;
import io.github.logoffd.audit.journal.Journal;
import io.github.logoffd.audit.journal.JournalFiles;
import io.github.logoffd.audit.journal.JournalKind;
import io.github.logoffd.audit.journal.Retention;
import io.github.logoffd.config.Advice;
import io.github.logoffd.config.AuditConfig;
import io.github.logoffd.config.ConfigKey;
import io.github.logoffd.config.ServiceConfig;
import io.github.logoffd.control.request.AuditRecord;
import io.github.logoffd.control.request.AuditTrail;
import io.github.logoffd.control.request.PastRequests;
import io.github.logoffd.control.rules.ActingRules;
import io.github.logoffd.monitor.Event;
import io.github.logoffd.session.HostMode;
import io.github.logoffd.support.DaemonThreads;
import io.github.logoffd.support.RepeatedTask;
import io.github.logoffd.support.text.ErrorText;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Audit of requests, denials, sessions and the service: the journal, and on Windows the event log. Its daemon threads
 * are {@code event-log}, which alone waits for that log, and {@code journal}, which writes what happens to sessions,
 * counts denials and writes what a full disk has delayed once a minute, and keeps house once an hour. Thread-safe.
 */
final class Auditing implements AutoCloseable {

    private static final Logger log = LoggerFactory.getLogger(Auditing.class);

    /** Entries that wait for the event log; more are dropped. */
    private static final int WAITING_ENTRIES = 1000;

    private static final int LAST_ENTRIES_SECONDS = 2;
    private static final Duration MINUTE = Duration.ofMinutes(1);
    private static final Duration HOUR = Duration.ofHours(1);

    private final CloseStack closeables = new CloseStack();
    private final Journal journal;
    private final JournalTrail file;
    private final ServiceTrail service;
    private final SessionTrail sessions;
    private final ReportedAuditTrail trail;
    private final DeniedLogins deniedLogins;
    private final PastRequests past;

    private Auditing(ServiceConfig config, HostMode mode, InstantSource clock) throws IOException {
        Consumer<EventLogEntry> eventLog = mode == HostMode.WINDOWS ? eventLog() : entry -> {};
        journal = open(config, clock, anchors -> eventLog.accept(EventLogEntry.of(anchors)));
        config.audit().notices().forEach(log::warn);
        closeables.add(journal);
        service = closeables.add(ServiceTrail.start(journal, clock, description(config)));
        file = new JournalTrail(journal);
        trail = new ReportedAuditTrail(file, eventLog);
        past = readEarlierRuns(config.logoff().requestIdsKept(), clock);
        deniedLogins = new DeniedLogins(trail, clock);
        ScheduledExecutorService thread = Executors.newSingleThreadScheduledExecutor(DaemonThreads.named("journal"));
        sessions = new SessionTrail(journal, thread);
        closeables.add(() -> {
            endAfterLastEntries(thread);
            sessions.writeWaiting();
            deniedLogins.endMinute();
        });
        RepeatedTask.schedule(thread, MINUTE, MINUTE, deniedLogins::endMinute);
        JournalKeeper keeper = new JournalKeeper(journal, eventLog);
        RepeatedTask.schedule(thread, Duration.ZERO, MINUTE, keeper::retry);
        RepeatedTask.schedule(thread, HOUR, HOUR, keeper::keepHouse);
    }

    private static String description(ServiceConfig config) {
        return "logoffd " + Version.text() + " has started with "
                + (config.source().isEmpty()
                        ? "the built-in configuration."
                        : "the configuration " + config.source() + '.');
    }

    /**
     * Opens the file, and the event log where there is one.
     *
     * @throws IOException when the file cannot be appended to
     */
    static Auditing open(ServiceConfig config, HostMode mode) throws IOException {
        return new Auditing(config, mode, InstantSource.system());
    }

    Journal journal() {
        return journal;
    }

    AuditTrail trail() {
        return trail;
    }

    /** Returns the requests of earlier runs. */
    PastRequests past() {
        return past;
    }

    /** Returns the log of denied requests. */
    DenialLog denied() {
        return deniedLogins;
    }

    /** Records that users or rules were read again. */
    void reloaded(String message) {
        log.info(message);
        service.reloaded(message);
    }

    /** Records that other rules count; acting that was switched off or on has a line of its own. */
    void reloaded(ActingRules before, ActingRules now, String message) {
        reloaded(message);
        ActingSwitch.between(before, now).ifPresent(service::acting);
    }

    /** Records what happens to sessions and hosts. */
    void happened(Event event) {
        sessions.record(event);
    }

    /** Returns a sentence for each kind of lines that cannot be written, or soon cannot. */
    List<String> problems() {
        return List.copyOf(journal.problems().values());
    }

    private static Journal open(ServiceConfig config, InstantSource clock, Consumer<List<Anchor>> anchors)
            throws IOException {
        try {
            return new Journal.Setup(
                            JournalFiles.beside(config.audit().file()),
                            SecretFiles.ofThisMachine(),
                            retentions(config.audit()),
                            clock,
                            anchors)
                    .open();
        } catch (IOException e) {
            throw new IOException(
                    "the audit file " + config.audit().file() + " cannot be opened (" + ErrorText.ofFile(e)
                            + "). Let the service write it, or "
                            + Advice.toChange(config.source(), ConfigKey.AUDIT_FILE)
                            + '.',
                    e);
        }
    }

    private static Map<JournalKind, Retention> retentions(AuditConfig config) {
        return Map.of(
                JournalKind.ACTS, retention(config.acts()),
                JournalKind.SESSIONS, retention(config.sessions()),
                JournalKind.DENIALS, retention(config.denials()),
                JournalKind.SERVICE, retention(config.service()));
    }

    private static Retention retention(AuditConfig.Kept kept) {
        return new Retention(kept.time(), kept.maxBytes());
    }

    private static void warnOfUnanswered(AuditRecord line) {
        line.answer()
                .ifPresent(answer -> log.warn(
                        "The last run left request {} unanswered, {} {} of {} on {}: {}",
                        line.number(),
                        line.intent().operation(),
                        line.intent().arguments(),
                        answer.account(),
                        answer.host(),
                        answer.message()));
    }

    /**
     * Reads what earlier runs did, and answers what they left unanswered: a run that was ended by force could not write
     * that.
     */
    private PastRequests readEarlierRuns(Duration keepIds, InstantSource clock) {
        Instant now = clock.instant();
        try {
            PastRequests earlier = file.past(now, keepIds);
            earlier.unanswered().forEach(Auditing::warnOfUnanswered);
            answer(earlier.unanswered());
            return earlier;
        } catch (IOException e) {
            log.error("What earlier runs did cannot be read from the audit file ({})", ErrorText.ofFile(e));
            return new PastRequests(
                    now,
                    List.of(),
                    List.of(),
                    Optional.of("The audit file cannot be read (" + ErrorText.ofFile(e) + ")."));
        }
    }

    /** On a full disk the journal keeps the answers until it can write them. */
    private void answer(List<AuditRecord> unanswered) {
        if (unanswered.isEmpty()) {
            return;
        }
        try {
            trail.writeAll(unanswered);
        } catch (IOException e) {
            log.error(
                    "The {} requests that the last run left unanswered cannot be answered in the audit file yet ({})",
                    unanswered.size(),
                    ErrorText.ofFile(e));
        }
    }

    private Consumer<EventLogEntry> eventLog() {
        EventLogWriter windows = SystemEventLog.writer();
        ThreadPoolExecutor thread = new ThreadPoolExecutor(
                1, 1, 0, TimeUnit.SECONDS, new ArrayBlockingQueue<>(WAITING_ENTRIES), DaemonThreads.named("event-log"));
        closeables.add(() -> endAfterLastEntries(thread));
        return new EventLogQueue(windows, thread)::add;
    }

    private static void endAfterLastEntries(ExecutorService thread) throws InterruptedException {
        thread.shutdown();
        if (!thread.awaitTermination(LAST_ENTRIES_SECONDS, TimeUnit.SECONDS)) {
            thread.shutdownNow();
        }
    }

    /** The last lines are written, then threads and file end. */
    @Override
    public void close() {
        closeables.close();
    }
}
