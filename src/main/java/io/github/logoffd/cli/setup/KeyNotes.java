package io.github.logoffd.cli.setup;

import io.github.logoffd.config.ConfigLines;
import io.github.logoffd.support.ProblemsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What an upgrade says about the keys of the configuration. Stateless. */
final class KeyNotes {

    private KeyNotes() {}

    /**
     * Returns one sentence for each key that is new since the former version, and for each that has no effect any more.
     *
     * @param former the configuration that the former version came with
     * @param inUse the configuration of the administrator
     */
    static List<String> between(Path former, Path shipped, Path inUse) throws ProblemsException {
        List<String> notes = new ArrayList<>();
        if (Files.isRegularFile(former)) {
            Map<String, String> added = new LinkedHashMap<>(ConfigLines.of(shipped));
            added.keySet().removeAll(ConfigLines.of(former).keySet());
            added.forEach((key, value) -> notes.add("New key: " + key + ", by default "
                    + (value.isEmpty() ? "empty" : value) + "; described in " + shipped + '.'));
        }
        ConfigLines.withoutEffect(inUse)
                .forEach((key, advice) ->
                        notes.add("The key " + key + " has no effect any more and can be removed: " + advice));
        return notes;
    }
}
