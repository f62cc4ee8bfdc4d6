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

    /** Set by {@code install.cmd}: a place that users may read. */
    private static final String PATH = "logoffd.ready";

    /** Names the file and removes one that a crash has left. */
    static ReadyFile prepare() throws IOException {
        ReadyFile ready = new ReadyFile(Path.of(System.getProperty(PATH, "logoffd.url")));
        Files.deleteIfExists(ready.file);
        return ready;
    }

    void write(String url) throws IOException {
        Files.writeString(file, url + System.lineSeparator());
    }

    @Override
    public void close() throws IOException {
        Files.deleteIfExists(file);
    }
}
