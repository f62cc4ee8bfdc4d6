package io.github.logoffd.jmx;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.management.openmbean.ArrayType;
import javax.management.openmbean.CompositeData;
import javax.management.openmbean.CompositeDataSupport;
import javax.management.openmbean.CompositeType;
import javax.management.openmbean.OpenDataException;
import javax.management.openmbean.OpenType;

/** A record of open types: its items and how a subject {@code S} becomes one. Immutable. */
final class Shape<S> {

    private final List<Field<S>> fields;
    private final String[] names;
    private final Map<String, Integer> indexes = new HashMap<>();
    private final CompositeType type;
    private final OpenType<CompositeData[]> arrayType;

    Shape(String typeName, String description, List<Field<S>> fields) {
        this.fields = List.copyOf(fields);
        this.names = fields.stream().map(Field::name).toArray(String[]::new);
        for (int i = 0; i < names.length; i++) {
            indexes.put(names[i], i);
        }
        String[] descriptions = fields.stream().map(Field::description).toArray(String[]::new);
        OpenType<?>[] types = fields.stream().map(Field::type).toArray(OpenType<?>[]::new);
        try {
            this.type = new CompositeType(typeName, description, names, descriptions, types);
            this.arrayType = new ArrayType<>(1, type);
        } catch (OpenDataException e) {
            throw new IllegalArgumentException("The record " + typeName + " is declared wrongly.", e);
        }
    }

    List<Field<S>> fields() {
        return fields;
    }

    CompositeType type() {
        return type;
    }

    OpenType<CompositeData[]> arrayType() {
        return arrayType;
    }

    /** Returns the same values under the same names in the declared order, for callers without open types. */
    Map<String, Object> map(CompositeData data) {
        Map<String, Object> values = new LinkedHashMap<>();
        for (String name : names) {
            values.put(name, data.get(name));
        }
        return values;
    }

    CompositeData data(S subject) {
        Object[] values = new Object[names.length];
        for (int i = 0; i < names.length; i++) {
            values[i] = fields.get(i).value().apply(subject);
        }
        return new OpenRow(this, values);
    }

    /** Returns the index of an item, empty when there is none of that name. */
    Optional<Integer> indexOf(String name) {
        return Optional.ofNullable(indexes.get(name));
    }

    /** Returns the record as the JDK's own class, which copies and checks all values. */
    CompositeDataSupport support(Object[] values) {
        try {
            return new CompositeDataSupport(type, names, values);
        } catch (OpenDataException e) {
            throw new IllegalStateException(
                    "A value does not have the type that " + type.getTypeName() + " declares.", e);
        }
    }
}
