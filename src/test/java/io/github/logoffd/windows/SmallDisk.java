package io.github.logoffd.windows;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;

/** A disk for a few megabytes and files in the place of a folder. Only root may mount one. */
final class SmallDisk implements AutoCloseable {

    private final WineMachine machine;
    private final Path folder;

    private SmallDisk(WineMachine machine, Path folder) {
        this.machine = machine;
        this.folder = folder;
    }

    /** Mounts an empty disk; skips the test, and says so loudly, where that is not permitted. */
    static SmallDisk mount(WineMachine machine, Path folder, int megabytes, int files) throws IOException {
        Files.createDirectories(folder);
        WineMachine.Result mount = machine.program(
                "mount",
                "-t",
                "tmpfs",
                "-o",
                "mode=770,size=" + megabytes + "m,nr_inodes=" + files,
                "tmpfs",
                folder.toString());
        if (mount.exitCode() != 0) {
            String reason = "A small disk needs the right to mount one: " + mount.output();
            System.err.println("\n*** NOT TESTED ON A FULL DISK: " + reason + " ***\n");
            Assumptions.abort(reason);
        }
        return new SmallDisk(machine, folder);
    }

    /** Unmounts what a run that was ended by force has left below a folder. */
    static void unmountBelow(WineMachine machine, Path folder) {
        try (Stream<String> mounts = Files.lines(Path.of("/proc/mounts"))) {
            mounts.map(line -> line.split(" ", -1)[1].replace("\\040", " "))
                    .filter(place -> place.startsWith(folder + "/"))
                    .toList()
                    .forEach(place -> machine.runHere("umount", "--lazy", place));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Fills the disk but for some bytes. */
    void fillUpTo(long left) throws IOException {
        long bytes = Files.getFileStore(folder).getUsableSpace() - left;
        byte[] block = new byte[4096];
        try (OutputStream file = Files.newOutputStream(folder.resolve("full"))) {
            for (long written = 0; written + block.length <= bytes; written += block.length) {
                file.write(block);
            }
        }
        assertThat(Files.getFileStore(folder).getUsableSpace()).isLessThan(left + 2L * block.length);
    }

    @Override
    public void close() {
        // Also while a program of the machine still has a file there.
        machine.runHere("umount", "--lazy", folder.toString());
    }
}
