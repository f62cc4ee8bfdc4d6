package io.github.logoffd.access;

import io.github.logoffd.support.files.LockFile;
import io.github.logoffd.support.text.ErrorText;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * Files that only their owner and, on Windows, SYSTEM and the administrators can read or write. An account that can
 * change the folder of such a file can replace the file; the service does not check that, {@link #folderProblem} does.
 */
public final class ProtectedFiles {

    private static final Duration LONGEST_WAIT = Duration.ofSeconds(30);

    private final Protection protection;

    /**
     * Creates the protection for the file system of this machine.
     *
     * @param trustedAccounts the names of SYSTEM and of the administrators in the language of this Windows; not used
     *     elsewhere
     */
    public ProtectedFiles(List<String> trustedAccounts) {
        protection = Path.of("").getFileSystem().supportedFileAttributeViews().contains("posix")
                ? new PosixProtection()
                : new AclProtection(trustedAccounts);
    }

    /**
     * Returns one sentence with the repair when other accounts own a file or can read or write it, or when that cannot
     * be determined. Empty when the file is protected.
     */
    public Optional<String> problem(Path file) {
        return problem(file, absolute -> {
            Optional<String> access = protection.accessProblem(absolute);
            return access.isPresent() ? access : protection.ownerProblem(absolute);
        });
    }

    /**
     * Returns one sentence with the repair when other accounts own a folder or can change what is in it, or when that
     * cannot be determined. They may read it.
     */
    public Optional<String> folderProblem(Path folder) {
        return problem(folder, absolute -> {
            Optional<String> write = protection.writeProblem(absolute);
            return write.isPresent() ? write : protection.ownerProblem(absolute);
        });
    }

    /**
     * Returns the problem of a file that is going to be changed: as {@link #problem}, but of any owner, who stays. So
     * root can change the file of a service that runs as another account.
     */
    Optional<String> problemOfChange(Path file) {
        return problem(file, protection::accessProblem);
    }

    /** Returns one sentence when another account owns a file or folder, whatever its permissions are. */
    public Optional<String> ownerProblem(Path file) {
        return problem(file, protection::ownerProblem);
    }

    @FunctionalInterface
    private interface Check {
        Optional<String> problem(Path file) throws IOException;
    }

    private static Optional<String> problem(Path file, Check check) {
        try {
            return check.problem(file.toAbsolutePath().normalize());
        } catch (IOException e) {
            return Optional.of("The permissions of " + file + " cannot be read (" + ErrorText.ofFile(e)
                    + "). Use a file system with permissions.");
        }
    }

    /**
     * Writes a whole file, protected from its first byte on. A concurrent reader sees the old or the new content, never
     * a part.
     *
     * @throws IOException when it cannot be written or protected; a file that was there stays as it was
     */
    public void write(Path file, String text) throws IOException {
        Path target = file.toAbsolutePath().normalize();
        try {
            replace(target, text);
        } catch (IOException e) {
            throw notWritten(target, e);
        }
    }

    /**
     * Creates an empty file that is protected, unless there is a file.
     *
     * @throws IOException when it cannot be created or protected
     */
    public void create(Path file) throws IOException {
        createProtected(file, file);
    }

    /**
     * Waits until no other process changes a file, and excludes other writers until the lock is closed. The running
     * service only reads, and needs no lock for that.
     *
     * @throws IOException when another process holds the lock for too long, or it cannot be made
     */
    LockFile lock(Path file) throws IOException {
        Path target = file.toAbsolutePath().normalize();
        Path lockFile = LockFile.lockOf(target);
        try {
            createProtected(lockFile, target);
        } catch (IOException e) {
            throw notWritten(target, e);
        }
        return LockFile.lock(lockFile, LONGEST_WAIT);
    }

    /** Protected, since any account that can open the file can hold the lock. */
    private void createProtected(Path lockFile, Path target) throws IOException {
        try {
            Files.createFile(lockFile, protection.forNewFiles());
        } catch (FileAlreadyExistsException e) {
            // Created before, or at the same time by another process.
            return;
        }
        protection.apply(lockFile, target);
    }

    private static IOException notWritten(Path target, IOException e) {
        return new IOException("The file " + target + " cannot be written (" + ErrorText.ofFile(e) + ").", e);
    }

    private void replace(Path target, String text) throws IOException {
        Path draft =
                Files.createTempFile(target.getParent(), target.getFileName() + ".", ".new", protection.forNewFiles());
        try {
            protection.apply(draft, target);
            Optional<String> problem = protection.accessProblem(draft);
            if (problem.isPresent()) {
                throw new IOException(problem.get());
            }
            writeAndForce(draft, text);
            Files.move(draft, target, StandardCopyOption.ATOMIC_MOVE);
        } finally {
            Files.deleteIfExists(draft);
        }
    }

    private static void writeAndForce(Path file, String text) throws IOException {
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
            var bytes = StandardCharsets.UTF_8.encode(text);
            while (bytes.hasRemaining()) {
                channel.write(bytes);
            }
            channel.force(true);
        }
    }
}
