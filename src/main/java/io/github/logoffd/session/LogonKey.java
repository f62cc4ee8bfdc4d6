package io.github.logoffd.session;

import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.time.temporal.ChronoField;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Parsed key of one host, in the only form that {@link LogonIdentity#key()} writes. Another spelling of the same
 * instant is not a key: it would name a logon that never existed, whose absence proves nothing.
 *
 * @param id the unique id of the session
 * @param logonTime the time of the logon, empty in the key of a session that had none
 */
public record LogonKey(long id, Optional<Instant> logonTime) {

    private static final String FORM = "(0|[1-9]\\d{0,9}):(?:none|(\\d{4}-.+))";
    private static final Pattern ID_AND_LOGON = Pattern.compile(FORM);

    /** The name of a host may contain colons, so it is everything before an id and a time. */
    private static final Pattern OF_ANY_HOST = Pattern.compile("(.+):" + FORM);

    /** Windows counts in ticks of 100 nanoseconds. */
    private static final int NANOS_OF_A_TICK = 100;

    /** Precisions to which programs with fewer digits shorten a time. */
    private static final List<ChronoUnit> COARSER = List.of(ChronoUnit.MILLIS, ChronoUnit.SECONDS);

    private static final long LAST_ID = 0xFFFF_FFFDL;

    /** Parses a key of a host; empty when the string is not in the form of one. */
    public static Optional<LogonKey> parse(String host, String text) {
        if (!LogonIdentity.isKeyOf(host, text)) {
            return Optional.empty();
        }
        Matcher parts = ID_AND_LOGON.matcher(
                text.substring(LogonIdentity.keyPrefix(host).length()));
        if (!parts.matches() || Long.parseLong(parts.group(1)) > LAST_ID) {
            return Optional.empty();
        }
        Optional<Instant> logonTime = Optional.ofNullable(parts.group(2)).flatMap(LogonKey::written);
        return parts.group(2) == null || logonTime.isPresent()
                ? Optional.of(new LogonKey(Long.parseLong(parts.group(1)), logonTime))
                : Optional.empty();
    }

    /** Returns whether a string is in the form of a key of some host. */
    public static boolean isKey(String text) {
        Matcher parts = OF_ANY_HOST.matcher(text);
        return parts.matches() && parse(parts.group(1), text).isPresent();
    }

    private static Optional<Instant> written(String time) {
        try {
            return Optional.of(Instant.parse(time))
                    .filter(instant -> instant.toString().equals(time))
                    .filter(instant -> instant.get(ChronoField.NANO_OF_SECOND) % NANOS_OF_A_TICK == 0);
        } catch (DateTimeParseException e) {
            // Not a time, so not a key.
            return Optional.empty();
        }
    }

    /**
     * Returns whether this is a mangled key of {@code logon}: the same time without its last digits, truncated or
     * rounded.
     */
    public boolean isMangled(LogonIdentity logon) {
        return logonTime
                .filter(time -> id == logon.id() && !time.equals(logon.logonTime()))
                .filter(time -> isWithinAMicrosecond(time, logon.logonTime())
                        || COARSER.stream().anyMatch(unit -> isCoarser(time, logon.logonTime(), unit)))
                .isPresent();
    }

    /** No id passes from one logon to another in so short a time. */
    private static boolean isWithinAMicrosecond(Instant time, Instant other) {
        return Duration.between(time, other).abs().compareTo(Duration.of(1, ChronoUnit.MICROS)) <= 0;
    }

    private static boolean isCoarser(Instant time, Instant whole, ChronoUnit unit) {
        Instant cut = whole.truncatedTo(unit);
        return !cut.equals(whole) && (time.equals(cut) || time.equals(cut.plus(1, unit)));
    }
}
