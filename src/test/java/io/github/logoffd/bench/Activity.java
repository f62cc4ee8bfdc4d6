package io.github.logoffd.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Stream;

/**
 * What a process has done, as Linux counts it.
 *
 * @param cpuMillis how long it has had a processor
 * @param waitsOf by thread id: the name, and how often the thread has waited for something, which wakes it in the end
 */
record Activity(double cpuMillis, Map<String, Waits> waitsOf) {

    /** What one thread has done. */
    record Waits(String name, long count) {}

    static Activity of(MeasuredServer server) throws IOException {
        Path folder = Path.of("/proc", Long.toString(server.pid()));
        Map<String, Waits> waits = new HashMap<>();
        try (Stream<Path> threads = Files.list(folder.resolve("task"))) {
            for (Path thread : threads.toList()) {
                try {
                    waits.put(thread.getFileName().toString(), waits(thread));
                } catch (NoSuchFileException e) {
                    // The thread has ended meanwhile.
                }
            }
        }
        return new Activity(server.cpuMillis(), waits);
    }

    private static Waits waits(Path thread) throws IOException {
        String name = Files.readString(thread.resolve("comm")).strip();
        long count = Files.readAllLines(thread.resolve("status")).stream()
                .filter(line -> line.startsWith("voluntary_ctxt_switches:"))
                .mapToLong(line -> Long.parseLong(line.replaceAll("\\D+", "")))
                .sum();
        return new Waits(name, count);
    }

    /** Returns what it has done since then, threads that are new included. */
    Activity since(Activity before) {
        Map<String, Waits> more = new HashMap<>();
        waitsOf.forEach((id, waits) -> {
            Waits old = before.waitsOf.getOrDefault(id, new Waits(waits.name(), 0));
            more.put(id, new Waits(waits.name(), waits.count() - old.count()));
        });
        return new Activity(cpuMillis - before.cpuMillis, more);
    }

    long waits() {
        return waitsOf.values().stream().mapToLong(Waits::count).sum();
    }

    /** Returns how often threads of each name have waited, the most first, those that never have left out. */
    Map<String, Long> waitsByThread() {
        Map<String, Long> sums = new LinkedHashMap<>();
        waitsOf.values().stream()
                .filter(waits -> waits.count() > 0)
                .sorted(Comparator.comparingLong(Waits::count).reversed())
                .forEach(waits -> sums.merge(waits.name(), waits.count(), Long::sum));
        return sums;
    }
}
