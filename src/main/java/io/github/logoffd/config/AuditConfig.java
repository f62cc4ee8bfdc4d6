package io.github.logoffd.config;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;

/**
 * Settings of the journal. Immutable.
 *
 * @param file the file of requests to act and their outcomes; the other kinds have their files beside it
 * @param acts what is kept of requests to act
 * @param sessions what is kept of changes of sessions
 * @param denials what is kept of denied requests
 * @param service what is kept of starts, stops and changed settings
 * @param notices sentences about keys of earlier versions
 */
public record AuditConfig(Path file, Kept acts, Kept sessions, Kept denials, Kept service, List<String> notices) {

    private static final long LEAST_BYTES = 256 * 1024;
    private static final long MOST_BYTES = 1L << 40;

    public AuditConfig {
        notices = List.copyOf(notices);
    }

    /**
     * How much of one kind is kept. Immutable.
     *
     * @param time the age at which lines are deleted; zero for never
     * @param maxBytes the space of all of its files
     */
    public record Kept(Duration time, long maxBytes) {}

    static AuditConfig read(ConfigValues values, Path folder) {
        List<String> notices = new ArrayList<>();
        return new AuditConfig(
                values.path(ConfigKey.AUDIT_FILE, folder),
                acts(values, notices),
                kept(values, ConfigKey.HISTORY_KEEP_SESSIONS, ConfigKey.HISTORY_MAX_BYTES_SESSIONS),
                kept(values, ConfigKey.HISTORY_KEEP_DENIALS, ConfigKey.HISTORY_MAX_BYTES_DENIALS),
                kept(values, ConfigKey.HISTORY_KEEP_SERVICE, ConfigKey.HISTORY_MAX_BYTES_SERVICE),
                notices);
    }

    private static Kept kept(ConfigValues values, ConfigKey time, ConfigKey bytes) {
        return new Kept(values.keep(time), values.bytes(bytes, LEAST_BYTES, MOST_BYTES));
    }

    /** Keys of earlier versions never make less room than they did. */
    private static Kept acts(ConfigValues values, List<String> notices) {
        Kept now = kept(values, ConfigKey.HISTORY_KEEP_ACTS, ConfigKey.HISTORY_MAX_BYTES_ACTS);
        OptionalLong fileBytes = values.retired(RetiredKey.AUDIT_MAX_BYTES, 64 * 1024, 512 * 1024 * 1024);
        OptionalLong files = values.retired(RetiredKey.AUDIT_FILES, 0, 10_000);
        if (fileBytes.isPresent()) {
            notices.add(notice(RetiredKey.AUDIT_MAX_BYTES));
        }
        if (files.isPresent()) {
            notices.add(notice(RetiredKey.AUDIT_FILES));
        }
        boolean allWereKept = files.isPresent() && files.getAsLong() == 0;
        long before = fileBytes.orElse(0) * (files.orElse(0) + 1);
        return new Kept(
                allWereKept && !values.isGiven(ConfigKey.HISTORY_KEEP_ACTS) ? Duration.ZERO : now.time(),
                values.isGiven(ConfigKey.HISTORY_MAX_BYTES_ACTS) ? now.maxBytes() : Math.max(now.maxBytes(), before));
    }

    private static String notice(RetiredKey key) {
        return key.key() + " has no effect any more and can be removed: " + key.advice();
    }
}
