package io.github.logoffd.attack;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.jolokia.json.JSONObject;

/**
 * What the process holds at one moment.
 *
 * @param heapBytes what lives in the heap, right after a collection
 * @param threads the number of threads
 * @param files the number of open files and connections
 */
record Vitals(long heapBytes, long threads, long files) {

    static Vitals of(Attacked service) throws IOException, InterruptedException {
        collect(service);
        collect(service);
        JSONObject heap = (JSONObject) service.read("java.lang:type=Memory", "HeapMemoryUsage");
        return new Vitals((long) heap.get("used"), threads(service), files(service));
    }

    static long threads(Attacked service) throws IOException {
        return (long) service.read("java.lang:type=Threading", "ThreadCount");
    }

    static long files(Attacked service) throws IOException {
        try (Stream<Path> files =
                Files.list(Path.of("/proc/" + service.process().pid() + "/fd"))) {
            return files.count();
        }
    }

    private static void collect(Attacked service) throws IOException, InterruptedException {
        String jcmd = Path.of(System.getProperty("java.home"), "bin", "jcmd").toString();
        Process process = new ProcessBuilder(
                        jcmd, Long.toString(service.process().pid()), "GC.run")
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
        assertThat(process.waitFor(20, TimeUnit.SECONDS) && process.exitValue() == 0)
                .as("jcmd has the heap collected")
                .isTrue();
    }
}
