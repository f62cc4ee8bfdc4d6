package io.github.logoffd.monitoring;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** An nginx with all of its files in the folder of a test. */
final class Nginx {

    static final String PROGRAM = "/usr/sbin/nginx";

    private Nginx() {}

    /**
     * Starts nginx and waits until it listens.
     *
     * @param http what the block {@code http} of its configuration contains
     */
    static ServerProcess start(Path folder, String http) {
        String files = List.of("client_body", "proxy", "fastcgi", "uwsgi", "scgi").stream()
                .map(name -> name + "_temp_path " + folder.resolve(name) + ";\n")
                .collect(Collectors.joining());
        Path configuration = folder.resolve("nginx.conf");
        try {
            Files.writeString(
                    configuration,
                    "daemon off;\nmaster_process off;\npid nginx.pid;\nerror_log stderr;\nevents {}\nhttp {\n"
                            + "access_log off;\n" + files + http + "\n}\n");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return ServerProcess.start(
                        "nginx",
                        folder,
                        Map.of(),
                        List.of(PROGRAM, "-p", folder.toString(), "-c", configuration.toString()))
                .awaitStart(() -> Files.exists(folder.resolve("nginx.pid")));
    }
}
