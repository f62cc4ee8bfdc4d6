package io.github.logoffd.windows;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * Registry and files of a {@link WineMachine} at one moment. Temporary files, and what the other side of a test writes,
 * are left out.
 */
final class MachineState {

    private final Map<String, String> entries;

    private MachineState(Map<String, String> entries) {
        this.entries = entries;
    }

    static MachineState of(WineMachine machine) throws IOException {
        Map<String, String> all = registry(machine, "SOFTWARE");
        all.putAll(registry(machine, "SYSTEM\\CurrentControlSet\\Services"));
        all.putAll(files(machine.drive()));
        return new MachineState(all);
    }

    /** Returns the same without entries whose names are of no interest. */
    MachineState without(Predicate<String> names) {
        Map<String, String> rest = new TreeMap<>(entries);
        rest.keySet().removeIf(names);
        return new MachineState(rest);
    }

    /** Returns what is not the same, from what to what. */
    Map<String, String> changesSince(MachineState before) {
        Set<String> names = new TreeSet<>(entries.keySet());
        names.addAll(before.entries.keySet());
        Map<String, String> changes = new TreeMap<>();
        for (String name : names) {
            String from = before.entries.getOrDefault(name, "nothing");
            String to = entries.getOrDefault(name, "nothing");
            if (!from.equals(to)) {
                changes.put(name, from + " -> " + to);
            }
        }
        return changes;
    }

    /** Returns files and folders with their sizes, by their names below drive C. */
    private static Map<String, String> files(Path drive) throws IOException {
        Map<String, String> files = new TreeMap<>();
        try (Stream<Path> all = Files.walk(drive)) {
            for (Path path : all.toList()) {
                String name = drive.relativize(path).toString();
                if (!name.matches(
                        "(?i)windows/installer|(windows/temp|users/[^/]*/(AppData/Local/)?temp|logoffd-standin)/.*")) {
                    files.put(name, Files.isDirectory(path) ? "folder" : Long.toString(Files.size(path)));
                }
            }
        }
        return files;
    }

    /**
     * Returns the values below a key of HKLM, as reg.exe exports them, by their names with the key. Wine leaves keys of
     * its own without values.
     */
    static Map<String, String> registry(WineMachine machine, String key) throws IOException {
        Path file = Files.createTempFile("hklm", ".reg");
        machine.wine(machine.drive(), "reg", "export", "HKLM\\" + key, WineMachine.windowsPath(file), "/y");
        Map<String, String> values = new TreeMap<>();
        String current = "";
        for (String line : Files.readString(file, StandardCharsets.UTF_16).split("\r?\n", -1)) {
            int equals = line.indexOf("\"=");
            if (line.startsWith("[")) {
                current = line;
            } else if (equals > 0) {
                values.put(current + line.substring(0, equals + 1), line.substring(equals + 2));
            }
        }
        Files.delete(file);
        return values;
    }
}
