package io.github.logoffd.access;

import java.io.IOException;
import java.nio.file.Path;
import java.nio.file.attribute.FileAttribute;
import java.util.Optional;

/** Access protection of a file on one kind of file system. */
interface Protection {

    /** Returns the attributes to create a file with, so that other accounts can open it at no moment. */
    FileAttribute<?> forNewFiles() throws IOException;

    /** Completes the protection of a new file that is going to replace {@code target}, which need not exist. */
    void apply(Path created, Path target) throws IOException;

    /** Returns one sentence when other accounts can read or write a file, empty when they cannot. */
    Optional<String> problem(Path file) throws IOException;
}
