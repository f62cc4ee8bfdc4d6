package io.github.logoffd.cli.setup;

import java.io.IOException;
import java.nio.file.Path;

/**
 * Refuses an installation that would fill a disk: then its files could be there in part, and the version that runs
 * could not write its journal.
 */
final class DiskSpace {

    private static final long MEGABYTE = 1024 * 1024;

    /** What both class archives need at most. */
    private static final long ARCHIVES = 80 * MEGABYTE;

    /** For configuration, index and logs, and what runs beside. */
    private static final long SPARE = 20 * MEGABYTE;

    private final WindowsPort windows;

    DiskSpace(WindowsPort windows) {
        this.windows = windows;
    }

    /**
     * Checks both disks.
     *
     * @param archive whether the class archives are made
     * @param former how many bytes of data are taken over
     * @throws SetupException when one has too little space left
     */
    void require(ProgramFiles source, Layout layout, boolean archive, long former) throws SetupException, IOException {
        long files = ProgramFiles.isSame(source.folder(), layout.program()) ? 0 : source.size();
        require(layout.program(), files + (archive ? ARCHIVES : 0) + SPARE, "--program");
        require(layout.data(), former + SPARE, "--data");
    }

    private void require(Path folder, long bytes, String option) throws SetupException, IOException {
        long free = windows.freeSpace(folder);
        if (free < bytes) {
            throw new SetupException("the disk of \"" + folder + "\" has " + free / MEGABYTE + " MB left, and "
                    + (bytes / MEGABYTE + 1) + " MB are needed; free space there or give another folder by " + option
                    + '.');
        }
    }
}
