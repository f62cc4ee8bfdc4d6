package io.github.logoffd.windows;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;
import static org.junit.jupiter.api.Assumptions.abort;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;

/** The zip for Windows has the commands as programs, or a name that says that it does not. */
class WindowsZipIT {

    private static final Path ZIP = Path.of(System.getProperty("logoffd.windows.zip"));
    private static final List<String> COMMANDS = List.of("logoff", "msg", "query", "quser", "qwinsta", "tsdiscon");

    @Test
    void theNameSaysWhenTheCommandsAreNoPrograms() throws IOException {
        List<String> programs;
        try (ZipFile zip = new ZipFile(ZIP.toFile())) {
            programs = zip.stream()
                    .map(ZipEntry::getName)
                    .filter(name -> name.matches(".*/commands/.*\\.exe"))
                    .toList();
        }

        assertThat(programs).hasSize(isNamedIncomplete() ? 0 : COMMANDS.size());
    }

    @ParameterizedTest
    @FieldSource("COMMANDS")
    void aCommandIsAProgramOfWindows(String command) throws IOException {
        if (isNamedIncomplete()) {
            incomplete();
        }
        try (ZipFile zip = new ZipFile(ZIP.toFile())) {
            String name = "logoffd-" + System.getProperty("logoffd.version") + "/commands/" + command + ".exe";
            byte[] start = zip.getInputStream(zip.getEntry(name)).readNBytes(2);

            assertThat(new String(start, StandardCharsets.US_ASCII)).isEqualTo("MZ");
        }
    }

    private static boolean isNamedIncomplete() {
        return ZIP.getFileName().toString().contains("-without-exe-commands-");
    }

    private static void incomplete() {
        String reason = ZIP + " was built without x86_64-w64-mingw32-gcc.";
        if ("true".equals(System.getenv("CI"))) {
            fail(reason);
        }
        abort(reason);
    }
}
