package io.github.logoffd.cli.client;

import io.github.logoffd.cli.client.ServiceException.Kind;
import io.github.logoffd.support.RecordItem;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * What the service says of one thing, such as a host, a session or what came of a request: values by the names of
 * {@code mbeans.md}. A value that is missing or of another type is a failure, since no attribute is ever null.
 */
public final class JsonRecord {

    private final Map<String, Object> values;

    private JsonRecord(Map<String, Object> values) {
        this.values = values;
    }

    static Optional<JsonRecord> of(Object value) {
        if (!(value instanceof Map<?, ?> map)) {
            return Optional.empty();
        }
        Map<String, Object> values = new LinkedHashMap<>();
        map.forEach((key, each) -> values.put(String.valueOf(key), each));
        return Optional.of(new JsonRecord(values));
    }

    /** Returns the object in a text, empty when it has none. */
    public static Optional<JsonRecord> parse(String json) {
        return JolokiaAnswer.object(json).flatMap(JsonRecord::of);
    }

    /** Returns the text of that name. */
    public String text(String name) throws ServiceException {
        return (String) value(name, "text", String.class::isInstance);
    }

    /** Returns the whole number of that name. */
    public long number(String name) throws ServiceException {
        return ((Number) value(name, "whole number", JsonRecord::isWhole)).longValue();
    }

    /** Returns the truth value of that name. */
    public boolean flag(String name) throws ServiceException {
        return (Boolean) value(name, "true or false", Boolean.class::isInstance);
    }

    /** Returns the string of that item. */
    public String text(RecordItem<?> item) throws ServiceException {
        return text(item.name());
    }

    /** Returns the whole number of that item. */
    public long number(RecordItem<?> item) throws ServiceException {
        return number(item.name());
    }

    /** Returns the truth value of that item. */
    public boolean flag(RecordItem<?> item) throws ServiceException {
        return flag(item.name());
    }

    /** Returns the texts in the list of that name. */
    public List<String> texts(String name) throws ServiceException {
        return ((List<?>) value(name, "list", List.class::isInstance))
                .stream().map(String::valueOf).toList();
    }

    /** Returns the records in the list of that name. */
    public List<JsonRecord> records(String name) throws ServiceException {
        return list(value(name, "list", List.class::isInstance)).orElseThrow(() -> wrong(name, "list of records"));
    }

    /** Returns everything, as the service gave it, for those who hand it on. */
    public Map<String, Object> values() {
        return Collections.unmodifiableMap(values);
    }

    /** Returns the records of a list, nothing when it is none or holds anything else. */
    private static Optional<List<JsonRecord>> list(Object value) {
        if (!(value instanceof List<?> list)) {
            return Optional.empty();
        }
        List<JsonRecord> records = new ArrayList<>();
        list.forEach(each -> of(each).ifPresent(records::add));
        return records.size() == list.size() ? Optional.of(records) : Optional.empty();
    }

    private Object value(String name, String type, Predicate<Object> fits) throws ServiceException {
        return Optional.ofNullable(values.get(name)).filter(fits).orElseThrow(() -> wrong(name, type));
    }

    private static ServiceException wrong(String name, String type) {
        return new ServiceException(
                Kind.FAILED,
                "The service did not return " + name + " as " + type + ". Use the same version of logoffd on"
                        + " both sides.");
    }

    private static boolean isWhole(Object value) {
        return value instanceof Long
                || value instanceof Integer
                || (value instanceof BigInteger big && big.bitLength() < Long.SIZE);
    }
}
