package io.github.logoffd.audit;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import io.github.logoffd.access.Caller;
import io.github.logoffd.access.DenialLog;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Records denied requests, by a wrong password or a missing role, with at most {@value #LINES_A_MINUTE} lines for each
 * minute and address: an attacker who tries passwords can neither fill the disk nor displace older lines. Further
 * denials are counted in one line at the end of the minute, and in the log. Beyond {@value #ADDRESSES} addresses in a
 * minute the others share one count. Thread-safe.
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

    /** The number of denials in this minute, by address. */
    @GuardedBy("this")
    private final Map<String, Long> counts = new LinkedHashMap<>();

    public DeniedLogins(ReportedAuditTrail trail, InstantSource clock) {
        this((DenialTrail) trail, clock);
    }

    DeniedLogins(DenialTrail trail, InstantSource clock) {
        this.trail = trail;
        this.clock = clock;
    }

    /**
     * Records one denial.
     *
     * @param caller the origin, with the user name as given and no role
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

    /**
     * Ends a minute: records the count of unwritten denials, and resets it. To be called once a minute, and on
     * shutdown.
     */
    public void endMinute() {
        ended().forEach((address, count) -> {
            long unwritten = count - LINES_A_MINUTE;
            if (unwritten > 0) {
                log.warn("{} requests from {} were denied within a minute", count, nameOf(address));
                String from = address.equals(OTHERS) ? "several addresses" : "this address";
                write(
                        new Caller("", address),
                        unwritten + " more from " + from + " were denied within a minute.",
                        unwritten);
            }
        });
    }

    private synchronized Map<String, Long> ended() {
        Map<String, Long> ended = new LinkedHashMap<>(counts);
        counts.clear();
        return ended;
    }

    private static String nameOf(String address) {
        return address.equals(OTHERS) ? "other addresses" : address;
    }

    private void write(Caller caller, String reason, long count) {
        trail.write(new Denial(clock.instant(), caller, reason, count));
    }

    private static Caller shortened(Caller caller) {
        return new Caller(caller.channel(), caller.address(), shortened(caller.user(), LONGEST_NAME), caller.role());
    }

    /** Truncates names and reasons, which contain client input of any length. */
    private static String shortened(String text, int longest) {
        return text.length() <= longest ? text : text.substring(0, longest);
    }
}
