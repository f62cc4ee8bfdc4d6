package io.github.logoffd.metrics;

import io.prometheus.metrics.model.snapshots.GaugeSnapshot;
import io.prometheus.metrics.model.snapshots.GaugeSnapshot.GaugeDataPointSnapshot;
import io.prometheus.metrics.model.snapshots.Labels;
import io.prometheus.metrics.model.snapshots.Unit;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;
import java.util.stream.Stream;

/** A gauge with one value per subject {@code S}: its name, help text, unit and getter. An unknown value is omitted. */
record Family<S>(String name, String help, Optional<Unit> unit, Function<S, OptionalDouble> value) {

    static <S> Family<S> count(String name, String help, ToDoubleFunction<S> value) {
        return new Family<>(name, help, Optional.empty(), known(value));
    }

    static <S> Family<S> seconds(String name, String help, ToDoubleFunction<S> value) {
        return new Family<>(name, help, Optional.of(Unit.SECONDS), known(value));
    }

    static <S> Family<S> bytes(String name, String help, ToDoubleFunction<S> value) {
        return new Family<>(name, help, Optional.of(Unit.BYTES), known(value));
    }

    /** Elsewhere in this service an unknown number is -1. */
    private static <S> Function<S, OptionalDouble> known(ToDoubleFunction<S> value) {
        return subject -> {
            double number = value.applyAsDouble(subject);
            return number < 0 ? OptionalDouble.empty() : OptionalDouble.of(number);
        };
    }

    GaugeSnapshot of(Stream<S> subjects, Function<S, Labels> labels) {
        GaugeSnapshot.Builder gauge = GaugeSnapshot.builder().name(name).help(help);
        unit.ifPresent(gauge::unit);
        subjects.forEach(subject -> value.apply(subject)
                .ifPresent(number -> gauge.dataPoint(new GaugeDataPointSnapshot(number, labels.apply(subject), null))));
        return gauge.build();
    }
}
