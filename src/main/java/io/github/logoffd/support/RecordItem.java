package io.github.logoffd.support;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.ToIntFunction;
import java.util.function.ToLongFunction;

/**
 * One item of a public record, declared once for all its forms: beans, JSON, the client, the audit file. Immutable.
 *
 * @param name the public name, such as {@code IdleSeconds}
 * @param type the class of each value: String, Long, Integer or Boolean
 * @param description one sentence for the reference
 * @param value the getter; a value is never null
 */
public record RecordItem<S>(String name, Class<?> type, String description, Function<S, Object> value) {

    public static <S> RecordItem<S> text(String name, String description, Function<S, String> value) {
        return new RecordItem<>(name, String.class, description, value::apply);
    }

    /** An item with the name of a constant. */
    public static <S> RecordItem<S> choice(String name, String description, Function<S, ? extends Enum<?>> value) {
        return new RecordItem<>(
                name, String.class, description, s -> value.apply(s).name());
    }

    /** A time as ISO-8601 text in UTC, {@code ""} when unknown. */
    public static <S> RecordItem<S> time(String name, String description, Function<S, Optional<Instant>> value) {
        return new RecordItem<>(
                name,
                String.class,
                description,
                s -> value.apply(s).map(Instant::toString).orElse(""));
    }

    public static <S> RecordItem<S> number(String name, String description, ToLongFunction<S> value) {
        return new RecordItem<>(name, Long.class, description, value::applyAsLong);
    }

    public static <S> RecordItem<S> smallNumber(String name, String description, ToIntFunction<S> value) {
        return new RecordItem<>(name, Integer.class, description, value::applyAsInt);
    }

    public static <S> RecordItem<S> flag(String name, String description, Predicate<S> value) {
        return new RecordItem<>(name, Boolean.class, description, value::test);
    }

    /** Returns the same item of a subject that has this one. */
    public <T> RecordItem<T> of(Function<T, S> subject) {
        return new RecordItem<>(name, type, description, value.compose(subject));
    }

    /** Returns the name with a lower-case initial, as the audit file has it. */
    public String key() {
        return Character.toLowerCase(name.charAt(0)) + name.substring(1);
    }

    /** Returns the values of these items by name, in their order. */
    public static <S> Map<String, Object> values(List<RecordItem<S>> items, S subject) {
        Map<String, Object> values = new LinkedHashMap<>();
        items.forEach(item -> values.put(item.name(), item.value().apply(subject)));
        return values;
    }
}
