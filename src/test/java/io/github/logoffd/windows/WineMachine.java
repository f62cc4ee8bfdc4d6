package io.github.logoffd.windows;

import static org.assertj.core.api.Assertions.fail;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;

/**
 * A Windows machine of the build's own, below {@code target}: a Wine prefix with the stand-in DLL in place. What is
 * missing on this machine is said loudly; with {@code CI=true} it is a failure.
 */
public final class WineMachine implements AutoCloseable {

    /** What a program printed and how it ended. */
    record Result(int exitCode, String output) {}

    private static final Path BUILD =
            Path.of(System.getProperty("logoffd.build.directory", "target")).toAbsolutePath();
    private static final Path JRE =
            Path.of(System.getProperty("logoffd.windows.jre", "no-windows-jre")).toAbsolutePath();
    private static final List<String> PROGRAMS =
            List.of("wine", "wineserver", "xvfb-run", "x86_64-w64-mingw32-gcc", "script");
    /** Only ends a program that hangs. */
    private static final Duration LIMIT = Duration.ofMinutes(10);

    private static final Path MACHINES = BUILD.resolve("wine");

    private final Path folder;
    private final Path prefix;

    private WineMachine(Path folder) {
        this.folder = folder;
        this.prefix = folder.resolve("prefix");
    }

    /**
     * Returns the machine of this JVM, with a fresh stand-in; aborts or fails the test when it cannot be. Several JVMs
     * run tests at the same time, each with a machine of its own.
     */
    public static WineMachine boot() {
        return boot(System.getProperty("logoffd.fork", "fork-1"));
    }

    /** Returns a machine of that name on which nothing was installed yet. */
    static WineMachine bootNew(String name) {
        WineMachine former = new WineMachine(MACHINES.resolve(name));
        if (Files.exists(former.prefix)) {
            former.close();
            SmallDisk.unmountBelow(former, former.folder);
            requireSuccess("rm", former.run(BUILD, LIMIT, List.of("rm", "-rf", former.folder.toString())));
        }
        return boot(name);
    }

    private static WineMachine boot(String name) {
        List<String> missing = missing();
        if (!missing.isEmpty()) {
            giveUp(
                    "Wine tests need " + String.join(", ", missing)
                            + "; expected are Debian's packages wine, wine64, xvfb, gcc-mingw-w64-x86-64, bsdutils and a run by mvn verify.");
        }
        WineMachine machine = new WineMachine(MACHINES.resolve(name));
        machine.create();
        machine.installStandIn();
        return machine;
    }

    private static List<String> missing() {
        List<String> missing = new ArrayList<>();
        PROGRAMS.stream().filter(program -> !isOnPath(program)).forEach(missing::add);
        if (!Files.exists(JRE.resolve("bin/java.exe"))) {
            missing.add("a Windows JRE in " + JRE);
        }
        return missing;
    }

    private static boolean isOnPath(String program) {
        return Arrays.stream(System.getenv("PATH").split(":", -1))
                .anyMatch(folder -> Files.isExecutable(Path.of(folder, program)));
    }

    /** Skips the test and says so loudly; with {@code CI=true} fails it. */
    static void giveUp(String reason) {
        System.err.println("\n*** NOT TESTED ON WINDOWS: " + reason + " ***\n");
        if ("true".equals(System.getenv("CI"))) {
            fail(reason);
        }
        Assumptions.abort(reason);
    }

    /** Copies a machine that is booted once for all JVMs of the tests. */
    private void create() {
        Path whole = folder.resolve("whole");
        if (Files.exists(whole)) {
            return;
        }
        WineMachine template = template();
        try {
            Files.createDirectories(folder);
            requireSuccess("rm", run(folder, LIMIT, List.of("rm", "-rf", prefix.toString())));
            requireSuccess(
                    "cp", run(folder, LIMIT, List.of("cp", "-a", template.prefix.toString(), prefix.toString())));
            Files.createFile(whole);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static WineMachine template() {
        WineMachine template = new WineMachine(MACHINES.resolve("template"));
        try {
            Files.createDirectories(template.folder);
            Path lock = template.folder.resolve("lock");
            try (FileChannel channel = FileChannel.open(lock, StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
                // Released when the channel is closed.
                FileLock unused = channel.lock();
                template.setUp();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return template;
    }

    /** Half a boot leaves a machine without network drivers, so a marker says that one was whole. */
    private void setUp() throws IOException {
        Path whole = folder.resolve("whole");
        if (Files.exists(whole)) {
            return;
        }
        Files.createDirectories(prefix);
        Result boot = run(prefix, LIMIT, List.of("xvfb-run", "-a", "sh", "-c", "wineboot -i && wineserver -w"));
        requireSuccess("wineboot", boot);
        replaceConsole();
        setInRegistry("HKCU\\Software\\Wine\\DllOverrides", "wtsapi32", "native,builtin");
        // Wine ends the process of a stopped service only after this time, 20 seconds by default.
        setInRegistry("HKLM\\System\\CurrentControlSet\\Control", "WaitToKillServiceTimeout", "3000");
        // Writes the registry to its files, and lets Wine's services read it when they start again.
        close();
        Files.createFile(whole);
    }

    private void setInRegistry(String key, String name, String value) {
        requireSuccess("reg add", wine(prefix, "reg", "add", key, "/v", name, "/d", value, "/f"));
    }

    /** The comment in {@code conhost.c} says why. */
    private void replaceConsole() throws IOException {
        Path windows = prefix.resolve("drive_c/windows");
        Files.createDirectories(windows.resolve("console"));
        Path console = windows.resolve("system32/conhost.exe");
        Files.move(console, windows.resolve("console/conhost.exe"));
        Files.copy(compile("conhost.c", "conhost.exe", "-mwindows"), console);
    }

    private void installStandIn() {
        try {
            Path dll = compile("wtsapi32.c", "wtsapi32.dll", "-shared", "-static-libgcc");
            Files.copy(
                    dll, prefix.resolve("drive_c/windows/system32/wtsapi32.dll"), StandardCopyOption.REPLACE_EXISTING);
            Files.createDirectories(standInFolder());
            Files.deleteIfExists(standInFolder().resolve("calls.txt"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Makes a Windows program or library of a file in {@code src/test/c}, and returns where it is. */
    public Path compile(String source, String target, String... options) {
        Path made = folder.resolve(target);
        List<String> line =
                new ArrayList<>(List.of("x86_64-w64-mingw32-gcc", "-std=c11", "-Wall", "-Wextra", "-Werror", "-O2"));
        line.addAll(List.of(options));
        line.addAll(List.of("-o", made.toString(), "src/test/c/" + source));
        requireSuccess("building " + source, run(Path.of("").toAbsolutePath(), LIMIT, line));
        return made;
    }

    private static void requireSuccess(String what, Result result) {
        if (result.exitCode() != 0) {
            fail(what + " ended with " + result.exitCode() + ": " + result.output());
        }
    }

    /** Returns the name that it gives to itself. */
    public String name() {
        return wine(prefix, "cmd", "/c", "echo %COMPUTERNAME%").output().strip();
    }

    /** Returns the folder of the stand-in, seen from Linux. */
    public Path standInFolder() {
        return drive().resolve("logoffd-standin");
    }

    /** Gives the machine another drive. */
    void addDrive(String letter, Path folder) throws IOException {
        Files.createSymbolicLink(prefix.resolve("dosdevices").resolve(letter + ':'), folder);
    }

    /** Returns drive C, seen from Linux. */
    Path drive() {
        return prefix.resolve("drive_c");
    }

    /** Returns the Windows JRE as Windows sees it. */
    static String jre() {
        return windowsPath(JRE);
    }

    static Path jreFolder() {
        return JRE;
    }

    public static String windowsPath(Path path) {
        return "Z:" + path.toAbsolutePath().normalize().toString().replace('/', '\\');
    }

    public static String windowsClassPath(String classPath) {
        return Stream.of(classPath.split(":", -1))
                .map(entry -> windowsPath(Path.of(entry)))
                .collect(Collectors.joining(";"));
    }

    /** Runs a Windows program. */
    Result wine(Path folder, String... command) {
        List<String> line = new ArrayList<>(List.of("wine"));
        line.addAll(List.of(command));
        return run(folder, LIMIT, line);
    }

    /** Runs a program of the system below, which has to succeed, in the folder of the build. */
    void runHere(String... command) {
        requireSuccess(command[0], program(command));
    }

    /** Runs a program of the system below in the folder of the build. */
    Result program(String... command) {
        return run(Path.of("").toAbsolutePath(), LIMIT, List.of(command));
    }

    /** Runs a Windows program in a console of its own, and returns what its window shows. */
    Result console(Path folder, String command) {
        return run(folder, LIMIT, List.of("script", "-qec", "wine " + command, "/dev/null"));
    }

    /** Runs a Java program in the Windows JVM. */
    Result java(Path folder, String... arguments) {
        List<String> line =
                new ArrayList<>(List.of("wine", JRE.resolve("bin/java.exe").toString()));
        line.addAll(List.of(arguments));
        return run(folder, LIMIT, line);
    }

    /** Returns what starts a Windows program that is to run beside the caller. */
    public ProcessBuilder command(String... command) {
        List<String> line = new ArrayList<>(List.of("wine"));
        line.addAll(List.of(command));
        return builder(line);
    }

    /** Returns what starts a Java program in the Windows JVM that is to run beside the caller. */
    public ProcessBuilder javaCommand(List<String> arguments) {
        List<String> line = new ArrayList<>(List.of(JRE.resolve("bin/java.exe").toString()));
        line.addAll(arguments);
        return command(line.toArray(String[]::new));
    }

    /** Tells whether a program with this in its command line runs on this machine, whatever runs on others. */
    boolean runs(String part) {
        return processes(part).findAny().isPresent();
    }

    /** Ends the programs with this in their command line, as a crash does. */
    void kill(String part) {
        processes(part).forEach(ProcessHandle::destroyForcibly);
    }

    private Stream<ProcessHandle> processes(String part) {
        String ours = "WINEPREFIX=" + prefix + '\0';
        return ProcessHandle.allProcesses()
                .filter(process -> read(process, "environ").contains(ours))
                .filter(process -> read(process, "cmdline").contains(part));
    }

    /** A process that has ended meanwhile has nothing to read. */
    private static String read(ProcessHandle process, String file) {
        try {
            return Files.readString(Path.of("/proc", Long.toString(process.pid()), file), StandardCharsets.ISO_8859_1);
        } catch (IOException e) {
            return "";
        }
    }

    private ProcessBuilder builder(List<String> command) {
        ProcessBuilder builder = new ProcessBuilder(command);
        builder.environment().put("WINEPREFIX", prefix.toString());
        builder.environment().put("WINEDEBUG", "-all");
        builder.environment().remove("JAVA_HOME");
        builder.environment().remove("JAVA_TOOL_OPTIONS");
        return builder;
    }

    private Result run(Path folder, Duration limit, List<String> command) {
        try {
            Path output = Files.createTempFile(BUILD, "wine-", ".out");
            Process process = builder(command)
                    .directory(folder.toFile())
                    .redirectErrorStream(true)
                    .redirectOutput(output.toFile())
                    .start();
            boolean ended = process.waitFor(limit.toMillis(), TimeUnit.MILLISECONDS);
            if (!ended) {
                process.destroyForcibly();
            }
            String text = Files.readString(output, StandardCharsets.UTF_8);
            Files.delete(output);
            if (!ended) {
                fail(command + " did not end within " + limit + ": " + text);
            }
            return new Result(process.exitValue(), text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Interrupted while running " + command + '.', e);
        }
    }

    /** Ends every program of this machine, and of no other. */
    @Override
    public void close() {
        run(prefix, LIMIT, List.of("wineserver", "-k"));
        run(prefix, LIMIT, List.of("wineserver", "-w"));
    }
}
