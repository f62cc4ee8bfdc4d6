package io.github.logoffd.audit;

import io.github.logoffd.control.AccessLog;
import io.github.logoffd.control.Caller;
import java.io.IOException;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells the audit trail and the log who was turned away, and that the users were read again. Neither depends on whether the trail can
 * be written, so a failure is logged only. Thread-safe.
 */
public final class AccessLines implements AccessLog {

    private static final Logger log = LoggerFactory.getLogger(AccessLines.class);

    private final JsonLinesAuditTrail trail;
    private final InstantSource clock;

    /** Writes to {@code trail}, with the time of {@code clock}. */
    public AccessLines(JsonLinesAuditTrail trail, InstantSource clock) {
        this.trail = trail;
        this.clock = clock;
    }

    @Override
    public void denied(Caller caller, String reason) {
        log.warn("Refused: {} {} by {} \"{}\"", reason, caller.address(), caller.channel(), caller.user());
        write("DENIED", caller, reason);
    }

    /**
     * Records that the users were read again and count from now on.
     *
     * @param message one sentence
     */
    public void reloaded(String message) {
        log.info(message);
        write("RELOAD", Caller.LOCAL_JMX, message);
    }

    private void write(String phase, Caller caller, String message) {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("time", clock.instant().toString());
        fields.put("phase", phase);
        JsonLinesAuditTrail.putCaller(caller, fields);
        fields.put("message", message);
        try {
            trail.append(fields);
        } catch (IOException e) {
            log.error("The audit trail could not record: {} {}", phase, message, e);
        }
    }
}
