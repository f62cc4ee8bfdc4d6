package io.github.logoffd.cli.client;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;

/** Tells whether others can read a file with a secret. */
@FunctionalInterface
public interface FileCheck {

    /**
     * Returns one sentence when others can read or write the file.
     *
     * @throws IOException when that cannot be found out; the message is one sentence
     */
    Optional<String> problem(Path file) throws IOException;
}
