package io.github.logoffd.access;

import java.io.IOException;
import java.nio.file.Path;
import java.nio.file.attribute.FileAttribute;
import java.util.Optional;

/** Access protection of a file on one kind of file system. */
interface Protection {

    /** Returns the attributes to create a file with, so that other accounts can open it at no moment. */
    FileAttribute<?> forNewFiles() throws IOException;

    /**
     * Completes the protection of a new file that is going to replace {@code target}, which need not exist. The owner
     * stays: after a change by root the file must be readable for the account of the service, and a file that belongs
     * to another account must not pass for one of an administrator.
     */
    void apply(Path created, Path target) throws IOException;

    /** Returns one sentence when accounts other than the owner's can read or write a file, empty when they cannot. */
    Optional<String> accessProblem(Path file) throws IOException;

    /** Returns one sentence when accounts other than the owner's can change what is in a folder. */
    Optional<String> writeProblem(Path folder) throws IOException;

    /**
     * Returns one sentence when a file belongs to another account than that of this process or an administrator: its
     * owner can change it whatever its permissions are.
     */
    Optional<String> ownerProblem(Path file) throws IOException;
}
