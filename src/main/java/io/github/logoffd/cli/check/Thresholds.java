package io.github.logoffd.cli.check;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Warning and critical thresholds per metric. A host that cannot be read is critical, and a stuck session is a warning,
 * unless the command line says otherwise.
 */
final class Thresholds {

    private static final Range REACHABLE = Range.parse("1:").orElseThrow();
    private static final Range NONE = Range.parse("0").orElseThrow();

    private final Map<Metric, Range> warning;
    private final Map<Metric, Range> critical;

    private Thresholds(Map<Metric, Range> warning, Map<Metric, Range> critical) {
        this.warning = warning;
        this.critical = critical;
    }

    /**
     * Understands what {@code --warn} and {@code --crit} were given, each {@code METRIC=RANGE}.
     *
     * @throws IllegalArgumentException with one sentence when that is not possible
     */
    static Thresholds parse(List<String> warn, List<String> crit) {
        Map<Metric, Range> warning = ranges("--warn", warn);
        Map<Metric, Range> critical = ranges("--crit", crit);
        warning.forEach((metric, range) -> Optional.ofNullable(critical.get(metric))
                .filter(range::isNarrowerThan)
                .ifPresent(worse -> {
                    throw new IllegalArgumentException("--warn " + metric.text() + '=' + range.text()
                            + " never comes before --crit " + metric.text() + '=' + worse.text()
                            + ". Give a warning range that is reached earlier.");
                }));
        critical.putIfAbsent(Metric.REACHABLE, REACHABLE);
        if (!critical.containsKey(Metric.STUCK)) {
            warning.putIfAbsent(Metric.STUCK, NONE);
        }
        return new Thresholds(warning, critical);
    }

    private static Map<Metric, Range> ranges(String option, List<String> given) {
        Map<Metric, Range> ranges = new EnumMap<>(Metric.class);
        for (String text : given) {
            int equals = text.indexOf('=');
            Metric metric = Metric.of(text.substring(0, Math.max(equals, 0)))
                    .orElseThrow(() -> new IllegalArgumentException(
                            option + " is \"" + text + "\". Expected: METRIC=RANGE with one of " + names() + '.'));
            Range range = Range.parse(text.substring(equals + 1))
                    .orElseThrow(() -> new IllegalArgumentException(option + ' ' + text
                            + " has an invalid range. Give one such as " + Range.EXPECTED
                            + ", the lower number first."));
            if (ranges.putIfAbsent(metric, range) != null) {
                throw new IllegalArgumentException(option + " has " + metric.text() + " twice. Give each metric once.");
            }
        }
        return ranges;
    }

    private static String names() {
        return Stream.of(Metric.values()).map(Metric::text).collect(Collectors.joining(", "));
    }

    /** Returns the threshold of a level, which is WARNING or CRITICAL. */
    Optional<Range> range(Metric metric, Level level) {
        return Optional.ofNullable((level == Level.CRITICAL ? critical : warning).get(metric));
    }

    /** Returns how bad a number is; one that is not known is UNKNOWN when it has a threshold. */
    Level level(Metric metric, OptionalLong value) {
        if (value.isEmpty()) {
            return warning.containsKey(metric) || critical.containsKey(metric) ? Level.UNKNOWN : Level.OK;
        }
        for (Level level : List.of(Level.CRITICAL, Level.WARNING)) {
            if (range(metric, level)
                    .filter(range -> range.alerts(value.getAsLong()))
                    .isPresent()) {
                return level;
            }
        }
        return Level.OK;
    }
}
