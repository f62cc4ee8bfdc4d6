package io.github.logoffd.json;

import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/** Sessions, written as the server writes them. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
public class JsonBenchmark {

    private static final int ATTRIBUTES = 44;

    /** How many sessions there are. */
    @Param({"100", "1000"})
    public int sessions;

    private List<Map<String, Object>> all;

    @Setup
    public void fill() {
        all = new ArrayList<>();
        for (int i = 0; i < sessions; i++) {
            Map<String, Object> session = new LinkedHashMap<>();
            for (int j = 0; j < ATTRIBUTES; j++) {
                session.put("Attribute" + j, j % 2 == 0 ? "CONTOSO\\jörg.müller" : Long.valueOf(4_711_000L + i));
            }
            all.add(session);
        }
    }

    @Benchmark
    public void write() throws IOException {
        try (Writer out = new OutputStreamWriter(OutputStream.nullOutputStream(), StandardCharsets.UTF_8)) {
            JsonWriter.write(all, out);
        }
    }
}
