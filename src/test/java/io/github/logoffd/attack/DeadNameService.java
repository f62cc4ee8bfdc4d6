package io.github.logoffd.attack;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;

/** A machine whose name service does not answer, as it is where it is under attack too. Needs gcc. */
final class DeadNameService {

    private DeadNameService() {}

    /** Returns the environment in which a process asks in vain for the names of addresses. */
    static Map<String, String> environment(Path folder) throws IOException, InterruptedException {
        Path library = folder.resolve("libslowdns.so");
        Process compiler = new ProcessBuilder(
                        "gcc", "-Wall", "-Werror", "-shared", "-fPIC", "-o", library.toString(), "src/test/c/slowdns.c")
                .inheritIO()
                .start();
        assertThat(compiler.waitFor()).as("gcc has compiled slowdns.c").isZero();
        return Map.of("LD_PRELOAD", library.toString());
    }
}
