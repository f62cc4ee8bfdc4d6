package io.github.logoffd.jmx;

import java.time.Instant;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.ToIntFunction;
import java.util.function.ToLongFunction;
import javax.management.openmbean.OpenType;
import javax.management.openmbean.SimpleType;

/**
 * One attribute of a bean, or one item of a record: its public name, type, description, and getter from the subject {@code S}. The value is
 * never null.
 */
record Field<S>(String name, OpenType<?> type, String description, Function<S, Object> value) {

    static <S> Field<S> text(String name, String description, Function<S, String> value) {
        return new Field<>(name, SimpleType.STRING, description, value::apply);
    }

    static <S> Field<S> choice(String name, String description, Function<S, ? extends Enum<?>> value) {
        return new Field<>(
                name, SimpleType.STRING, description, s -> value.apply(s).name());
    }

    /** A time as ISO-8601 text in UTC, {@code ""} when unknown. */
    static <S> Field<S> time(String name, String description, Function<S, Optional<Instant>> value) {
        return new Field<>(
                name,
                SimpleType.STRING,
                description,
                s -> value.apply(s).map(Instant::toString).orElse(""));
    }

    static <S> Field<S> number(String name, String description, ToLongFunction<S> value) {
        return new Field<>(name, SimpleType.LONG, description, value::applyAsLong);
    }

    static <S> Field<S> smallNumber(String name, String description, ToIntFunction<S> value) {
        return new Field<>(name, SimpleType.INTEGER, description, value::applyAsInt);
    }

    static <S> Field<S> flag(String name, String description, Predicate<S> value) {
        return new Field<>(name, SimpleType.BOOLEAN, description, value::test);
    }
}
