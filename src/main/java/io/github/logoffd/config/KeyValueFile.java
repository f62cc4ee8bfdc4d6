package io.github.logoffd.config;

import io.github.logoffd.support.files.RefusedFileException;
import io.github.logoffd.support.files.SmallFile;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Lines of {@code key=value} in UTF-8; blank lines and lines that start with {@code #} are skipped. Not
 * {@link java.util.Properties}: there a backslash is an escape, so that {@code audit.file=C:\logs\new} would silently
 * name another file, and a key given twice silently loses its first value.
 */
final class KeyValueFile {

    private KeyValueFile() {}

    /**
     * Reads a file as {@link #parse} does.
     *
     * @throws RefusedFileException when the file cannot be read, has no pair at all, or ends within a line: then it was
     *     truncated, and the missing keys would silently have their defaults
     */
    static Map<String, String> read(Path file, List<String> problems) throws RefusedFileException {
        String text = SmallFile.wholeLines(file);
        int before = problems.size();
        Map<String, String> pairs = parse(text, problems);
        if (pairs.isEmpty() && problems.size() == before) {
            throw new RefusedFileException(
                    file,
                    "contains no key. It may have been truncated: restore it. To keep all defaults, write one key"
                            + " with its default.");
        }
        return pairs;
    }

    /** Returns the pairs in their order; adds a sentence to {@code problems} for each line that is not one. */
    static Map<String, String> parse(String text, List<String> problems) {
        Map<String, String> pairs = new LinkedHashMap<>();
        List<String> lines = text.lines().toList();
        for (int i = 0; i < lines.size(); i++) {
            String line = lines.get(i).strip();
            if (!line.isEmpty() && !line.startsWith("#")) {
                addPair(line, i + 1, pairs, problems);
            }
        }
        return pairs;
    }

    private static void addPair(String line, int number, Map<String, String> pairs, List<String> problems) {
        int equals = line.indexOf('=');
        if (equals < 1) {
            problems.add("Line " + number + " is \"" + line + "\". Expected: key=value, or # for a comment.");
            return;
        }
        String key = line.substring(0, equals).strip();
        if (pairs.putIfAbsent(key, line.substring(equals + 1).strip()) != null) {
            problems.add("Line " + number + " gives " + key + " a second time. Give each key once.");
        }
    }
}
