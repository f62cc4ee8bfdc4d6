package io.github.logoffd.cli.setup;

import io.github.logoffd.config.ConfigKey;
import io.github.logoffd.support.text.ErrorText;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The folder of configuration, users, keys, journal and logs. */
final class DataFolder {

    private final WindowsPort windows;
    private final Layout layout;

    DataFolder(WindowsPort windows, Layout layout) {
        this.windows = windows;
        this.layout = layout;
    }

    /**
     * Makes the folder, and lets only SYSTEM and the administrators use it before anything is written there. In a
     * folder that is there already everything has to belong to one of them: any user can make folders in
     * {@code ProgramData}.
     */
    void prepare(Undo undo) throws SetupException, IOException {
        Path data = layout.data();
        if (Files.exists(data, LinkOption.NOFOLLOW_LINKS)) {
            TrustedFolder.require(windows, data);
        } else {
            List<Path> missing = ProgramFiles.missingFolders(data);
            undo.add(() -> deleteMade(missing));
            // A user who could rename a folder above could put another one in the place of this one.
            ProgramFiles.makeReadOnly(data, windows);
        }
        windows.makePrivate(data);
        // Once more, since until now files could be put there.
        TrustedFolder.require(windows, data);
        for (Path folder : List.of(layout.configurationFolder(), layout.logs(), layout.jolokia())) {
            if (!Files.exists(folder)) {
                undo.add(() -> ProgramFiles.deleteEmpty(List.of(folder)));
            }
            Files.createDirectories(folder);
        }
    }

    private static void deleteMade(List<Path> missing) throws IOException {
        Trees.delete(missing.get(missing.size() - 1));
        ProgramFiles.deleteEmpty(missing);
    }

    /**
     * Writes the files that an administrator can change, unless they are there.
     *
     * @param given values for a new configuration, by their keys
     * @return whether the configuration is new
     */
    boolean addDefaults(ProgramFiles program, Map<ConfigKey, String> given, Undo undo) throws SetupException {
        try {
            for (String name : List.of("jolokia.properties", "jolokia-access.xml")) {
                Path target = layout.jolokia().resolve(name);
                Path shipped = program.file("jolokia-config").resolve(name);
                if (!Files.exists(target) && Files.exists(shipped)) {
                    undo.add(() -> Files.deleteIfExists(target));
                    Files.copy(shipped, target);
                }
            }
            Path configuration = layout.configuration();
            if (Files.exists(configuration)) {
                return false;
            }
            undo.add(() -> Files.deleteIfExists(configuration));
            Files.writeString(
                    configuration, withValues(Files.readString(program.file("service/logoffd.properties")), given));
            return true;
        } catch (IOException e) {
            throw new SetupException(
                    "the configuration cannot be written to \"" + layout.data() + "\" (" + ErrorText.ofFile(e)
                            + "); free space there or give another folder by --data.",
                    e);
        }
    }

    private static String withValues(String shipped, Map<ConfigKey, String> given) {
        String text = shipped;
        for (Map.Entry<ConfigKey, String> value : given.entrySet()) {
            String key = value.getKey().key();
            text = text.replaceFirst(
                    "(?m)^" + Pattern.quote(key) + "=.*$", Matcher.quoteReplacement(key + '=' + value.getValue()));
        }
        return text;
    }
}
