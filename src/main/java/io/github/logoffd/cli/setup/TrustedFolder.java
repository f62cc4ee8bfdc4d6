package io.github.logoffd.cli.setup;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.Optional;

/** Folder that was there before, in which everything has to belong to SYSTEM or an administrator. */
final class TrustedFolder {

    private TrustedFolder() {}

    /** Does nothing if everything belongs to them. */
    static void require(WindowsPort windows, Path folder) throws SetupException, IOException {
        if (!folder.toRealPath().equals(folder.toRealPath(LinkOption.NOFOLLOW_LINKS))
                || !Files.isDirectory(folder, LinkOption.NOFOLLOW_LINKS)) {
            throw new SetupException("\"" + folder + "\" is not a folder of its own, but a link or a file; remove it.");
        }
        requireOwner(windows, folder);
        for (Path file : Trees.files(folder)) {
            requireOwner(windows, folder.resolve(file));
        }
    }

    private static void requireOwner(WindowsPort windows, Path file) throws SetupException, IOException {
        Optional<String> problem = windows.ownerProblem(file);
        if (problem.isPresent()) {
            throw new SetupException("\"" + file + "\" was there before and may come from another user. "
                    + problem.get() + " If it is not yours, delete it.");
        }
    }
}
