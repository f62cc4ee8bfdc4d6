package io.github.logoffd.cli.setup;

import io.github.logoffd.host.windows.RegistryValue;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Makes a layout and a Java known to Windows: the service with its parameters, the source of the event log. */
final class Registration {

    private static final String EVENTS_KEY =
            "SYSTEM\\CurrentControlSet\\Services\\EventLog\\Application\\" + ServiceDefinition.SERVICE;

    /** Part of every Windows; it has one message for the ids 1 to 1000: the text of the entry itself. */
    private static final String MESSAGE_FILE = "%SystemRoot%\\System32\\EventCreate.exe";

    private static final int ERROR_WARNING_INFORMATION = 7;

    private static final String PARAMETERS = ServiceDefinition.SERVICE_KEY + "\\Parameters";
    private static final String PROGRAM = "Program";

    private final WindowsPort windows;
    private final Layout layout;
    private final Path javaHome;
    private final PrintWriter out;

    Registration(WindowsPort windows, Layout layout, Path javaHome, PrintWriter out) {
        this.windows = windows;
        this.layout = layout;
        this.javaHome = javaHome;
        this.out = out;
    }

    /** Makes the class archives, says so when that is not possible, and returns whether the service has one. */
    boolean makeArchives() throws IOException {
        if (ClassArchive.isUseless(layout.jar(), Runtime.version())) {
            out.println("Java 17 uses no class archive for \"" + layout.program()
                    + "\", since the path contains a space; service and commands start more slowly. A newer Java, or a"
                    + " folder without a space by --program, makes them start faster.");
            for (Path archive : layout.archives()) {
                Files.deleteIfExists(archive);
            }
            return false;
        }
        for (ClassArchive.Subject subject : ClassArchive.Subject.values()) {
            new ClassArchive(subject, windows, layout, javaHome).make().ifPresent(out::println);
        }
        return Files.exists(layout.archive(ClassArchive.Subject.SERVICE));
    }

    /**
     * Switches the service to this layout; before, it does not exist or does not run.
     *
     * @param former what is in force until now, empty when the service does not exist
     */
    void register(Optional<ServiceDefinition> former, boolean archived, Undo undo) throws IOException, SetupException {
        ServiceDefinition definition = ServiceDefinition.of(layout, javaHome, options(archived));
        if (former.isPresent()) {
            Optional<RegistryValue> program = windows.read(PARAMETERS, PROGRAM);
            undo.add(() -> restore(former.get(), program));
            definition.withHeapOf(former.get()).writeParameters(windows);
            windows.changeCommandLine(definition.commandLine());
        } else {
            undo.add(() -> unregister(windows));
            definition.writeParameters(windows);
            windows.create(definition.commandLine());
        }
        // procrun does not start without this key.
        windows.write(PARAMETERS, PROGRAM, RegistryValue.text(layout.program().toString()));
        windows.write(EVENTS_KEY, "EventMessageFile", RegistryValue.expandable(MESSAGE_FILE));
        windows.write(EVENTS_KEY, "TypesSupported", RegistryValue.number(ERROR_WARNING_INFORMATION));
        windows.describe().forEach(out::println);
    }

    private List<String> options(boolean archived) {
        List<String> options = new ArrayList<>(JvmOptions.ofService(
                layout.libraries(),
                layout.logConfiguration(Files.exists(layout.ownLogConfiguration())),
                layout.logs(),
                layout.ready()));
        if (archived) {
            options.addAll(JvmOptions.ofArchive(layout.archive(ClassArchive.Subject.SERVICE)));
        }
        return options;
    }

    private void restore(ServiceDefinition former, Optional<RegistryValue> program) throws IOException {
        former.writeParameters(windows);
        if (program.isPresent()) {
            windows.write(PARAMETERS, PROGRAM, program.get());
        }
        windows.changeCommandLine(former.commandLine());
    }

    /** Removes everything that {@link #register} writes. */
    static void unregister(WindowsPort windows) throws IOException, SetupException {
        if (windows.service().isPresent()) {
            new ServiceRun(windows).delete();
        }
        windows.deleteKey(ServiceDefinition.PROCRUN_KEY);
        windows.deleteKey(EVENTS_KEY);
    }
}
