package io.github.logoffd.access;

import java.io.IOException;
import java.nio.file.Path;
import java.nio.file.attribute.FileAttribute;
import java.util.Optional;

/** How one kind of file system keeps others from a file. */
interface Protection {

    /** Returns what a file is created with, so that there is no moment at which others could open it. */
    FileAttribute<?> forNewFiles() throws IOException;

    /** Completes the protection of a new file that is going to replace {@code target}, which need not exist. */
    void apply(Path created, Path target) throws IOException;

    /** Returns one sentence when others can read or write a file, empty when they cannot. */
    Optional<String> problem(Path file) throws IOException;
}
