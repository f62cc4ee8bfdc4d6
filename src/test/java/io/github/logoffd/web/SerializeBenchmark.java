package io.github.logoffd.web;

import io.github.logoffd.support.json.JsonWriter;
import io.github.logoffd.web.jolokia.RecordSerializer;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.TimeUnit;
import javax.management.AttributeNotFoundException;
import javax.management.openmbean.CompositeData;
import javax.management.openmbean.CompositeDataSupport;
import javax.management.openmbean.CompositeType;
import javax.management.openmbean.OpenDataException;
import javax.management.openmbean.OpenType;
import javax.management.openmbean.SimpleType;
import org.jolokia.core.service.serializer.SerializeOptions;
import org.jolokia.service.serializer.JolokiaSerializer;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/**
 * All sessions of a host from open data to the bytes of the answer: by our serializer, and by Jolokia's own beside it.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
public class SerializeBenchmark {

    private static final int ITEMS = 44;

    /** How many sessions there are. */
    @Param({"100", "1000"})
    public int sessions;

    private final JolokiaSerializer ours = new RecordSerializer();
    private final JolokiaSerializer theirs = new JolokiaSerializer();
    private CompositeData[] records;

    @Setup
    public void fill() throws OpenDataException {
        String[] names = new String[ITEMS];
        OpenType<?>[] types = new OpenType<?>[ITEMS];
        for (int i = 0; i < ITEMS; i++) {
            names[i] = "Attribute" + i;
            types[i] = i % 2 == 0 ? SimpleType.STRING : SimpleType.LONG;
        }
        CompositeType type = new CompositeType("Session", "A session", names, names, types);
        records = new CompositeData[sessions];
        for (int i = 0; i < sessions; i++) {
            Object[] values = new Object[ITEMS];
            for (int j = 0; j < ITEMS; j++) {
                values[j] = j % 2 == 0 ? "CONTOSO\\jörg.müller" : Long.valueOf(4_711_000L + i);
            }
            records[i] = new CompositeDataSupport(type, names, values);
        }
    }

    @Benchmark
    public void asWeDo() throws IOException, AttributeNotFoundException {
        write(ours);
    }

    @Benchmark
    public void asJolokiaDoes() throws IOException, AttributeNotFoundException {
        write(theirs);
    }

    private void write(JolokiaSerializer serializer) throws IOException, AttributeNotFoundException {
        try (Writer out = new OutputStreamWriter(OutputStream.nullOutputStream(), StandardCharsets.UTF_8)) {
            JsonWriter.write(serializer.serialize(records, List.of(), SerializeOptions.DEFAULT), out);
        }
    }
}
