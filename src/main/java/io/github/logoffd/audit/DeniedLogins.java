package io.github.logoffd.audit;

import io.github.logoffd.access.Caller;
import io.github.logoffd.access.DenialLog;
import java.io.IOException;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Records who was turned away, by a wrong password or for want of a role: at most {@value #LINES_A_MINUTE} lines a minute and address: whoever tries passwords can neither fill the
 * disk nor drive older lines out of it. What is not written one by one is counted in a line at the end of the minute. Beyond {@value
 * #ADDRESSES} addresses in a minute the others share one count. Thread-safe.
 */
public final class DeniedLogins implements DenialLog {

    private static final Logger log = LoggerFactory.getLogger(DeniedLogins.class);

    static final int LINES_A_MINUTE = 5;
    static final int ADDRESSES = 20;
    static final int LONGEST_NAME = 256;
    static final int LONGEST_REASON = 1000;

    private static final String OTHERS = "";

    private final DenialTrail trail;
    private final InstantSource clock;

    /** Guarded by this; how many logins failed in this minute, by address. */
    private final Map<String, Long> counts = new LinkedHashMap<>();

    public DeniedLogins(ReportedAuditTrail trail, InstantSource clock) {
        this((DenialTrail) trail, clock);
    }

    DeniedLogins(DenialTrail trail, InstantSource clock) {
        this.trail = trail;
        this.clock = clock;
    }

    /**
     * Records one. Nothing is thrown when it cannot be written, which is logged.
     *
     * @param caller where it came from, with the user's name as it was given and no role
     * @param reason one sentence in English, without any secret
     */
    @Override
    public void denied(Caller caller, String reason) {
        if (count(caller.address()) <= LINES_A_MINUTE) {
            write(shortened(caller), shortened(reason, LONGEST_REASON), 1);
        }
    }

    private synchronized long count(String address) {
        boolean own = counts.containsKey(address) || counts.size() < ADDRESSES;
        return counts.merge(own ? address : OTHERS, 1L, Long::sum);
    }

    /** Ends a minute: counts what was not written, and begins anew. To be called once a minute, and at the end. */
    public void endMinute() {
        ended().forEach((address, count) -> {
            long unwritten = count - LINES_A_MINUTE;
            if (unwritten > 0) {
                String from = address.equals(OTHERS) ? "several addresses" : "this address";
                write(
                        new Caller("", address),
                        unwritten + " more from " + from + " were turned away within a minute.",
                        unwritten);
            }
        });
    }

    private synchronized Map<String, Long> ended() {
        Map<String, Long> ended = new LinkedHashMap<>(counts);
        counts.clear();
        return ended;
    }

    private void write(Caller caller, String reason, long count) {
        try {
            trail.write(new Denial(clock.instant(), caller, reason, count));
        } catch (IOException e) {
            log.error("The audit trail could not record a login from {} that failed", caller.address(), e);
        }
    }

    private static Caller shortened(Caller caller) {
        return new Caller(caller.channel(), caller.address(), shortened(caller.user(), LONGEST_NAME), caller.role());
    }

    /** Names and reasons hold what was sent, of any length. */
    private static String shortened(String text, int longest) {
        return text.length() <= longest ? text : text.substring(0, longest);
    }
}
