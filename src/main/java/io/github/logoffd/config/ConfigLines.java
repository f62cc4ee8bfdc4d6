package io.github.logoffd.config;

import io.github.logoffd.support.ProblemsException;
import io.github.logoffd.support.files.RefusedFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The keys that a configuration file gives, without a check of their values. Stateless. */
public final class ConfigLines {

    private ConfigLines() {}

    /**
     * Returns the given values by the names of their keys, in the order of the file.
     *
     * @throws ProblemsException when the file cannot be read or has lines of another form
     */
    public static Map<String, String> of(Path file) throws ProblemsException {
        List<String> problems = new ArrayList<>();
        try {
            Map<String, String> given = KeyValueFile.read(file, problems);
            if (!problems.isEmpty()) {
                throw new ProblemsException("The configuration " + file, problems);
            }
            return given;
        } catch (RefusedFileException e) {
            throw new ProblemsException("The configuration " + file, List.of(e.getMessage()), e);
        }
    }

    /** Returns the given keys of earlier versions, each with one sentence on what is used in its place. */
    public static Map<String, String> withoutEffect(Path file) throws ProblemsException {
        Map<String, String> given = of(file);
        Map<String, String> retired = new LinkedHashMap<>();
        for (RetiredKey key : RetiredKey.values()) {
            if (given.containsKey(key.key())) {
                retired.put(key.key(), key.advice());
            }
        }
        return retired;
    }
}
