package io.github.logoffd.config;

import java.nio.file.Path;

/**
 * Settings of the audit trail.
 *
 * @param file where requests to act and their outcomes are recorded
 * @param maxBytes its largest size, at which it is renamed and a new one is begun
 * @param files how many older ones are kept, 0 for all
 */
public record AuditConfig(Path file, int maxBytes, int files) {

    static AuditConfig read(ConfigValues values, Path folder) {
        return new AuditConfig(
                values.path(ConfigKey.AUDIT_FILE, folder),
                values.number(ConfigKey.AUDIT_MAX_BYTES, 64 * 1024, 512 * 1024 * 1024),
                values.number(ConfigKey.AUDIT_FILES, 0, 10_000));
    }
}
