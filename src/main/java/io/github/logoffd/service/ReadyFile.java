package io.github.logoffd.service;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import io.github.logoffd.support.text.ErrorText;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/**
 * A file that is there while the Windows service answers, with its address in it: {@code install.cmd} and
 * {@code status.cmd} look for it, since Windows calls a service started long before it answers. Thread-safe.
 */
final class ReadyFile implements AutoCloseable {

    /** Set by {@code install.cmd}: a place that users may read. */
    private static final String PATH = "logoffd.ready";

    private final Path file;

    @GuardedBy("this")
    private boolean closed;

    ReadyFile(Path file) {
        this.file = file;
    }

    /** Returns the file that the launcher has named. */
    static ReadyFile ofThisProcess() {
        return new ReadyFile(Path.of(System.getProperty(PATH, "logoffd.url")));
    }

    /** Removes what a crash has left. */
    void removeLeftOver() throws IOException {
        try {
            Files.deleteIfExists(file);
        } catch (IOException e) {
            throw new IOException("the file " + file + " cannot be removed (" + ErrorText.ofFile(e) + ").", e);
        }
    }

    /**
     * Makes the file, unless the service is stopping already. What another program puts in its place is not written to.
     */
    synchronized void write(String url) throws IOException {
        if (!closed) {
            try {
                Files.writeString(file, url + System.lineSeparator(), StandardOpenOption.CREATE_NEW);
            } catch (IOException e) {
                throw new IOException("the file " + file + " cannot be written (" + ErrorText.ofFile(e) + ").", e);
            }
        }
    }

    @Override
    public synchronized void close() throws IOException {
        closed = true;
        Files.deleteIfExists(file);
    }
}
