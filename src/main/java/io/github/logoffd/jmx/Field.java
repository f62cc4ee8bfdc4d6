package io.github.logoffd.jmx;

import io.github.logoffd.support.RecordItem;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import javax.management.openmbean.ArrayType;
import javax.management.openmbean.OpenDataException;
import javax.management.openmbean.OpenType;
import javax.management.openmbean.SimpleType;

/**
 * One attribute of a bean, or one item of a record of open types, of the subject {@code S}. The value is never null.
 */
record Field<S>(String name, OpenType<?> type, String description, Function<S, Object> value) {

    private static final Map<Class<?>, OpenType<?>> TYPES = Map.of(
            String.class, SimpleType.STRING,
            String[].class, textArray(),
            Long.class, SimpleType.LONG,
            Integer.class, SimpleType.INTEGER,
            Boolean.class, SimpleType.BOOLEAN);

    private static <S> Field<S> of(RecordItem<S> item) {
        return new Field<>(
                item.name(), Objects.requireNonNull(TYPES.get(item.type())), item.description(), item.value());
    }

    static <S> List<Field<S>> all(List<RecordItem<S>> items) {
        return items.stream().map(Field::of).toList();
    }

    private static OpenType<String[]> textArray() {
        try {
            return new ArrayType<>(1, SimpleType.STRING);
        } catch (OpenDataException e) {
            throw new IllegalStateException("An array of strings is no open type here.", e);
        }
    }
}
