package io.github.logoffd.windows;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * An installation as the first zips made it: program and data in one folder, registered by their own script and
 * procrun, with their configuration. The jar with its libraries is the one of the build, which is called an earlier
 * version and has its main class in another package.
 */
final class FirstZip {

    private static final Path RESOURCES = Path.of("src/test/resources/first-zip");

    private final InstalledService unpacked;

    private FirstZip(InstalledService unpacked) {
        this.unpacked = unpacked;
    }

    /** Installs it where it was unpacked, with a changed configuration and this port. */
    static FirstZip install(InstalledService unpacked, int port) throws IOException {
        Path folder = unpacked.base().resolve("service");
        String script = Files.readString(RESOURCES.resolve("install.cmd"))
                .replace("logoffd.app.ServiceMain", "logoffd.service.ServiceMain")
                .replace("\r", "")
                .replace("\n", "\r\n");
        Files.writeString(folder.resolve("install.cmd"), script);
        String configuration = Files.readString(RESOURCES.resolve("logoffd.properties"))
                .replaceFirst("(?m)^http.port=.*", "http.port=" + port)
                .replaceFirst("(?m)^acting.enabled=.*", "acting.enabled=no")
                .replaceFirst("(?m)^guard.protectedAccounts=.*", "guard.protectedAccounts=CORP\\\\svc-*")
                .replaceFirst("(?m)^limit.percentOfUsers=.*", "limit.percentOfUsers=10");
        Files.writeString(folder.resolve("logoffd.properties"), configuration);
        unpacked.changeVersion("0.0.9");
        WineMachine.Result install = unpacked.script("install.cmd", "--java", WineMachine.jre(), "--no-archive");
        assertThat(install.exitCode()).as(install.output()).isZero();
        return new FirstZip(unpacked);
    }

    Path folder() {
        return unpacked.base();
    }

    /** Returns the contents of the files of this machine, by their names in the new layout. */
    Map<String, String> data() throws IOException {
        Map<String, String> contents = new TreeMap<>();
        for (String name : new String[] {"logoffd.properties", "users.txt", "initial-passwords.txt"}) {
            contents.put(name, Files.readString(folder().resolve("service").resolve(name)));
        }
        try (Stream<String> journal = Files.lines(folder().resolve("logs/service.jsonl"))) {
            contents.put("journal", journal.findFirst().orElseThrow());
        }
        return contents;
    }
}
