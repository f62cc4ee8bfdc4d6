package io.github.logoffd.web.jolokia;

import io.github.logoffd.support.json.JsonWriter;
import io.github.logoffd.support.json.WrittenJson;
import io.github.logoffd.web.server.Fingerprint;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import javax.management.AttributeNotFoundException;
import javax.management.openmbean.CompositeData;
import javax.management.openmbean.CompositeType;
import javax.management.openmbean.OpenType;
import javax.management.openmbean.SimpleType;
import org.jolokia.core.service.serializer.SerializeOptions;
import org.jolokia.json.JSONArray;
import org.jolokia.json.JSONObject;
import org.jolokia.service.serializer.JolokiaSerializer;

/**
 * Replacement for Jolokia's serializer for complete arrays of flat records, such as all sessions of a host: Jolokia
 * builds a map of each record and a node of each value, which takes twice the time and several times the memory of the
 * resulting JSON. Here each record is written directly. Requests for a part of them, or with limits that truncate them,
 * are left to Jolokia; but no configured limit truncates the answer of an operation that has acted. Thread-safe.
 */
public final class RecordSerializer extends JolokiaSerializer {

    private static final Set<OpenType<?>> WRITTEN_THE_SAME =
            Set.of(SimpleType.STRING, SimpleType.INTEGER, SimpleType.LONG, SimpleType.BOOLEAN);

    /** The record that acting operations return. */
    private static final String ANSWER = "io.github.logoffd.LogoffAnswer";

    /** An array, its records, their items. */
    private static final int LEVELS = 3;

    @Override
    public Object serialize(Object value, List<String> path, SerializeOptions options)
            throws AttributeNotFoundException {
        boolean whole = path == null || path.isEmpty();
        if (whole && value instanceof CompositeData record && isAnswer(record)) {
            return written(new CompositeData[] {record}, options).get(0);
        }
        if (whole && isWritten(value, options)) {
            return written((CompositeData[]) value, options);
        }
        return whole && value instanceof Map<?, ?> attributes
                ? attributes(attributes, options)
                : super.serialize(value, path, options);
    }

    /** Several attributes of one bean: records are written here, everything else by Jolokia. */
    private Object attributes(Map<?, ?> attributes, SerializeOptions options) throws AttributeNotFoundException {
        Map<Object, Object> others = new HashMap<>(attributes);
        others.values().removeIf(value -> isWritten(value, options));
        Object json = super.serialize(others.size() == attributes.size() ? attributes : others, List.of(), options);
        if (!(json instanceof JSONObject members)) {
            return super.serialize(attributes, List.of(), options);
        }
        attributes.forEach((name, value) -> {
            if (!others.containsKey(name)) {
                members.put(String.valueOf(name), written((CompositeData[]) value, options));
            }
        });
        return members;
    }

    private static boolean isWritten(Object value, SerializeOptions options) {
        return value instanceof CompositeData[] records
                && records.length > 0
                && (isAnswer(records[0]) || (isWithin(options, records) && isFlat(records[0].getCompositeType())));
    }

    private static boolean isAnswer(CompositeData record) {
        return record.getCompositeType().getTypeName().equals(ANSWER);
    }

    private static boolean isWithin(SerializeOptions options, CompositeData[] records) {
        return !options.maxDepthReached(LEVELS)
                && !options.maxObjectExceeded(records.length)
                && options.getCollectionSizeTruncated(records.length) == records.length;
    }

    private static boolean isFlat(CompositeType type) {
        return type.keySet().stream().map(type::getType).allMatch(WRITTEN_THE_SAME::contains);
    }

    private static JSONArray written(CompositeData[] records, SerializeOptions options) {
        boolean longsAsText = "string".equals(options.getSerializeLong());
        String[] names = records[0].getCompositeType().keySet().toArray(String[]::new);
        List<String> heads = new ArrayList<>();
        for (String name : names) {
            heads.add(JsonWriter.text(name) + ':');
        }
        JSONArray array = new JSONArray(records.length);
        StringBuilder text = new StringBuilder();
        for (CompositeData record : records) {
            text.setLength(0);
            Object[] values = record.getAll(names);
            write(heads, values, longsAsText, text);
            array.add(new WrittenJson(text.toString(), fingerprint(names, values)));
        }
        return array;
    }

    private static long fingerprint(String[] names, Object[] values) {
        long digest = 0;
        for (int i = 0; i < names.length; i++) {
            digest = Fingerprint.isPassing(names[i]) ? digest : Fingerprint.mixed(digest, values[i].hashCode());
        }
        return digest;
    }

    private static void write(List<String> heads, Object[] values, boolean longsAsText, StringBuilder text) {
        try {
            for (int i = 0; i < values.length; i++) {
                text.append(i == 0 ? '{' : ',').append(heads.get(i));
                JsonWriter.write(longsAsText && values[i] instanceof Long ? values[i].toString() : values[i], text);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        text.append('}');
    }
}
