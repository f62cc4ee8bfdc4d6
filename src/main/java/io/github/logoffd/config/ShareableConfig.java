package io.github.logoffd.config;

import io.github.logoffd.support.files.RefusedFileException;
import io.github.logoffd.support.files.SmallFile;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Configuration in a form that can be shown to others: keys that exist, with their values. Comments and lines with
 * unknown keys, which may hold anything, are left out. Stateless.
 */
public final class ShareableConfig {

    /** Their values name people. */
    private static final Set<String> NAMES =
            Set.of(ConfigKey.GUARD_PROTECTED_ACCOUNTS.key(), ConfigKey.GUARD_PROTECTED_SESSIONS.key());

    private static final Set<String> KNOWN = Stream.concat(
                    Arrays.stream(ConfigKey.values()).map(ConfigKey::key),
                    Arrays.stream(RetiredKey.values()).map(RetiredKey::key))
            .collect(Collectors.toSet());

    private ShareableConfig() {}

    /**
     * Returns the lines of a configuration, valid or not.
     *
     * @param withNames whether values that name people are shown too
     * @throws RefusedFileException when the file cannot be read
     */
    public static List<String> lines(Path file, boolean withNames) throws RefusedFileException {
        List<String> problems = new ArrayList<>();
        Map<String, String> given = KeyValueFile.parse(SmallFile.text(file), problems);
        List<String> lines = new ArrayList<>();
        given.forEach((key, value) -> {
            if (KNOWN.contains(key)) {
                lines.add(key + '=' + (withNames || !NAMES.contains(key) ? value : shortened(value)));
            }
        });
        long unknown =
                given.keySet().stream().filter(key -> !KNOWN.contains(key)).count();
        lines.add("# left out: comments, " + unknown + " lines with unknown keys, " + problems.size()
                + " lines that are not key=value or repeat a key");
        return lines;
    }

    private static String shortened(String value) {
        return value.isEmpty() ? "" : "(" + value.split(",").length + " left out)";
    }
}
