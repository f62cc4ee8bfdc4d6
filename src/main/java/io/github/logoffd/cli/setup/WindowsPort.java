package io.github.logoffd.cli.setup;

import io.github.logoffd.host.windows.RegistryValue;
import io.github.logoffd.host.windows.WindowsServices;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** What the installation asks of Windows: its service, the registry, permissions, other programs. */
interface WindowsPort {

    /** Returns whether this process has the rights of an administrator. */
    boolean isElevated() throws IOException;

    /** Returns the state of the service, empty when it is not installed. */
    Optional<WindowsServices.State> service() throws IOException;

    /** Creates the service, which runs as LocalSystem and starts with Windows. */
    void create(String commandLine) throws IOException;

    /** Changes the program of the service; its account stays. */
    void changeCommandLine(String commandLine) throws IOException;

    /**
     * Sets the description, the delayed start and the restarts after a failure.
     *
     * @return what Windows has refused, one sentence each
     */
    List<String> describe() throws IOException;

    void start() throws IOException;

    void stop() throws IOException;

    void delete() throws IOException;

    /** Reads a value below {@code HKEY_LOCAL_MACHINE}. */
    Optional<RegistryValue> read(String key, String name) throws IOException;

    void write(String key, String name, RegistryValue value) throws IOException;

    /** Deletes a key with everything below it. */
    void deleteKey(String key) throws IOException;

    /** Creates an empty file that only SYSTEM and the administrators can use. */
    void createPrivate(Path file) throws IOException;

    /** Lets only SYSTEM and the administrators use a folder and what is created in it. */
    void makePrivate(Path folder) throws IOException;

    /** Gives a folder to the administrators; users can read what is created in it, and change nothing. */
    void makeReadOnly(Path folder) throws IOException;

    /**
     * Returns how many bytes this account can still write to the disk of a folder, which need not exist; a huge number
     * when Windows does not say.
     */
    long freeSpace(Path folder) throws IOException;

    /** Returns one sentence when the owner of a file is neither an administrator nor the account of this process. */
    Optional<String> ownerProblem(Path file) throws IOException;

    /** Runs a program to its end and returns its exit code; its output is discarded. */
    int run(List<String> command) throws IOException;

    /** Waits for half a second. */
    void pause();
}
