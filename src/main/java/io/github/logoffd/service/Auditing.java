package io.github.logoffd.service;

import io.github.logoffd.access.DenialLog;
import io.github.logoffd.audit.DeniedLogins;
import io.github.logoffd.audit.EventLogEntry;
import io.github.logoffd.audit.EventLogQueue;
import io.github.logoffd.audit.EventLogWriter;
import io.github.logoffd.audit.JsonLinesAuditTrail;
import io.github.logoffd.audit.ReportedAuditTrail;
import io.github.logoffd.config.Advice;
import io.github.logoffd.config.ConfigKey;
import io.github.logoffd.config.ServiceConfig;
import io.github.logoffd.control.request.AuditRecord;
import io.github.logoffd.control.request.AuditTrail;
import io.github.logoffd.control.request.PastRequests;
import io.github.logoffd.session.HostMode;
import io.github.logoffd.support.DaemonThreads;
import io.github.logoffd.support.RepeatedTask;
import io.github.logoffd.support.text.ErrorText;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Audit of requests and denials: the audit file, and on Windows the event log. Its daemon threads are
 * {@code event-log}, which alone waits for that log, and {@code denied-logins}, which counts once a minute.
 * Thread-safe.
 */
final class Auditing implements AutoCloseable {

    private static final Logger log = LoggerFactory.getLogger(Auditing.class);

    /** Entries that wait for the event log; more are dropped. */
    private static final int WAITING_ENTRIES = 1000;

    private static final int LAST_ENTRIES_SECONDS = 2;
    private static final Duration MINUTE = Duration.ofMinutes(1);

    private final CloseStack closeables = new CloseStack();
    private final JsonLinesAuditTrail file;
    private final ReportedAuditTrail trail;
    private final DeniedLogins deniedLogins;
    private final PastRequests past;

    private Auditing(ServiceConfig config, HostMode mode) throws IOException {
        Consumer<EventLogEntry> eventLog = mode == HostMode.WINDOWS ? eventLog() : entry -> {};
        file = closeables.add(openFile(config));
        trail = new ReportedAuditTrail(file, eventLog);
        past = readEarlierRuns(config.logoff().requestIdsKept());
        deniedLogins = new DeniedLogins(trail, InstantSource.system());
        countEveryMinute();
    }

    /**
     * Opens the file, and the event log where there is one.
     *
     * @throws IOException when the file cannot be appended to
     */
    static Auditing open(ServiceConfig config, HostMode mode) throws IOException {
        return new Auditing(config, mode);
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

    /** Records that the users were read again; they count whether that can be written or not. */
    void reloaded(String message) {
        log.info(message);
        try {
            file.writeReload(InstantSource.system().instant(), message);
        } catch (IOException e) {
            log.error("The audit file cannot be written ({}), so it does not record: {}", ErrorText.ofFile(e), message);
        }
    }

    private static JsonLinesAuditTrail openFile(ServiceConfig config) throws IOException {
        try {
            return JsonLinesAuditTrail.open(
                    config.audit().file(),
                    SecretFiles.ofThisMachine(),
                    config.audit().maxBytes(),
                    config.audit().files(),
                    InstantSource.system());
        } catch (IOException e) {
            throw new IOException(
                    "the audit file " + config.audit().file() + " cannot be opened (" + ErrorText.ofFile(e)
                            + "). Let the service write it, or "
                            + Advice.toChange(config.source(), ConfigKey.AUDIT_FILE)
                            + '.',
                    e);
        }
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
    private PastRequests readEarlierRuns(Duration keepIds) {
        Instant now = InstantSource.system().instant();
        try {
            PastRequests earlier = file.past(now, keepIds);
            earlier.unanswered().forEach(Auditing::warnOfUnanswered);
            if (!earlier.unanswered().isEmpty()) {
                trail.writeAll(earlier.unanswered());
            }
            return earlier;
        } catch (IOException e) {
            log.error(
                    "What earlier runs did cannot be read from the audit file, or not be answered there ({})",
                    ErrorText.ofFile(e));
            return new PastRequests(
                    now,
                    List.of(),
                    List.of(),
                    Optional.of("The audit file cannot be read (" + ErrorText.ofFile(e) + ")."));
        }
    }

    private Consumer<EventLogEntry> eventLog() {
        EventLogWriter windows = SystemEventLog.writer();
        ThreadPoolExecutor thread = new ThreadPoolExecutor(
                1, 1, 0, TimeUnit.SECONDS, new ArrayBlockingQueue<>(WAITING_ENTRIES), DaemonThreads.named("event-log"));
        closeables.add(() -> endAfterLastEntries(thread));
        return new EventLogQueue(windows, thread)::add;
    }

    private static void endAfterLastEntries(ThreadPoolExecutor thread) throws InterruptedException {
        thread.shutdown();
        if (!thread.awaitTermination(LAST_ENTRIES_SECONDS, TimeUnit.SECONDS)) {
            thread.shutdownNow();
        }
    }

    private void countEveryMinute() {
        ScheduledExecutorService thread =
                Executors.newSingleThreadScheduledExecutor(DaemonThreads.named("denied-logins"));
        closeables.add(() -> {
            thread.shutdownNow();
            deniedLogins.endMinute();
        });
        RepeatedTask.schedule(thread, MINUTE, MINUTE, deniedLogins::endMinute);
    }

    /** The last lines are written, then threads and file end. */
    @Override
    public void close() {
        closeables.close();
    }
}
