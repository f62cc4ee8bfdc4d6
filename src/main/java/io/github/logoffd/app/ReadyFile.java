package io.github.logoffd.app;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * A file that is there while the Windows service answers, with its address in it: {@code install.cmd} and {@code status.cmd} look
 * for it, since Windows calls a service started long before it answers.
 *
 * @param file the file
 */
record ReadyFile(Path file) implements AutoCloseable {

    /** The folder of the logs, which {@code install.cmd} sets and {@code service/logback.xml} uses too. */
    private static final String LOGS = "logoffd.logs";

    static ReadyFile write(String url) throws IOException {
        Path file = Path.of(System.getProperty(LOGS, "logs"), "logoffd.url");
        Files.writeString(file, url + System.lineSeparator());
        return new ReadyFile(file);
    }

    @Override
    public void close() throws IOException {
        Files.deleteIfExists(file);
    }
}
