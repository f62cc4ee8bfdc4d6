package io.github.logoffd.jmx;

import java.io.Serializable;
import java.util.Collection;
import javax.management.openmbean.CompositeData;
import javax.management.openmbean.CompositeDataSupport;
import javax.management.openmbean.CompositeType;
import javax.management.openmbean.InvalidKeyException;

/**
 * A record without copied values: a host with a thousand sessions creates a thousand at each read. It is serialized as
 * the JDK's own class, so clients do not need this one. Immutable.
 */
final class OpenRow implements CompositeData, Serializable {

    private static final long serialVersionUID = 1L;

    private final transient Shape<?> shape;
    private final transient Object[] values;

    /** Creates a record; the values are in the order of the shape and are not copied. */
    OpenRow(Shape<?> shape, Object[] values) {
        this.shape = shape;
        this.values = values;
    }

    @Override
    public CompositeType getCompositeType() {
        return shape.type();
    }

    @Override
    public Object get(String key) {
        return shape.indexOf(key)
                .map(index -> values[index])
                .orElseThrow(() -> new InvalidKeyException("There is no item " + key + '.'));
    }

    @Override
    public Object[] getAll(String[] keys) {
        Object[] wanted = new Object[keys.length];
        for (int i = 0; i < keys.length; i++) {
            wanted[i] = get(keys[i]);
        }
        return wanted;
    }

    @Override
    public boolean containsKey(String key) {
        return shape.indexOf(key).isPresent();
    }

    @Override
    public boolean containsValue(Object value) {
        return support().containsValue(value);
    }

    @Override
    public Collection<?> values() {
        return support().values();
    }

    @Override
    public boolean equals(Object other) {
        return support().equals(other);
    }

    @Override
    public int hashCode() {
        return support().hashCode();
    }

    @Override
    public String toString() {
        return support().toString();
    }

    private CompositeDataSupport support() {
        return shape.support(values);
    }

    private Object writeReplace() {
        return support();
    }
}
