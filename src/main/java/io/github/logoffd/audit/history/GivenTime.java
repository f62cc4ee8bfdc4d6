package io.github.logoffd.audit.history;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** A time as people give it: an ISO time, a date, or how long ago. Stateless. */
public final class GivenTime {

    private static final Pattern AGO = Pattern.compile("(\\d{1,6})([smhdw])");

    private static final Map<String, Duration> UNITS = Map.of(
            "s", Duration.ofSeconds(1),
            "m", Duration.ofMinutes(1),
            "h", Duration.ofHours(1),
            "d", Duration.ofDays(1),
            "w", Duration.ofDays(7));

    private GivenTime() {}

    /**
     * Parses a time.
     *
     * @param name the parameter, for the message
     * @param now the time that a duration goes back from
     * @throws IllegalArgumentException when it is none
     */
    public static Instant parse(String name, String text, Instant now) {
        return Stream.<Function<String, Optional<Instant>>>of(given -> ago(given, now), GivenTime::time, GivenTime::day)
                .flatMap(form -> form.apply(text).stream())
                .filter(GivenTime::hasMicros)
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException(name + " is \"" + text
                        + "\", which is not a time. Give one such as 2026-03-02T08:15:00Z (in an address with %2B for +),"
                        + " a date such as 2026-03-02 (UTC), or how long ago such as 7d, 12h or 30m."));
    }

    private static Optional<Instant> ago(String text, Instant now) {
        Matcher parts = AGO.matcher(text);
        return parts.matches()
                ? Optional.of(now.minus(
                        Objects.requireNonNull(UNITS.get(parts.group(2))).multipliedBy(Long.parseLong(parts.group(1)))))
                : Optional.empty();
    }

    private static Optional<Instant> time(String text) {
        try {
            return Optional.of(OffsetDateTime.parse(text).toInstant());
        } catch (DateTimeException e) {
            // Another form, or none.
            return Optional.empty();
        }
    }

    private static Optional<Instant> day(String text) {
        try {
            return Optional.of(
                    LocalDate.parse(text).atStartOfDay(ZoneOffset.UTC).toInstant());
        } catch (DateTimeException e) {
            // Another form, or none.
            return Optional.empty();
        }
    }

    /** Returns whether the time can be indexed: it is not hundreds of thousands of years away. */
    static boolean hasMicros(Instant time) {
        try {
            return micros(time) > Long.MIN_VALUE;
        } catch (ArithmeticException e) {
            // As said above.
            return false;
        }
    }

    /**
     * Returns the whole microseconds since 1970.
     *
     * @throws ArithmeticException when they are too many
     */
    static long micros(Instant time) {
        return ChronoUnit.MICROS.between(Instant.EPOCH, time);
    }

    /** Returns the time of a number of microseconds since 1970. */
    static Instant ofMicros(long micros) {
        return Instant.EPOCH.plus(micros, ChronoUnit.MICROS);
    }
}
