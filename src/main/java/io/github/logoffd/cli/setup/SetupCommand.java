package io.github.logoffd.cli.setup;

import io.github.logoffd.config.ConfigKey;
import io.github.logoffd.service.ConfigOption;
import io.github.logoffd.service.ExitCode;
import io.github.logoffd.service.Version;
import io.github.logoffd.support.text.ErrorText;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Installs, upgrades and mends the Windows service; called by the scripts in the folder {@code service}. */
@Command(name = "setup", hidden = true, description = "Installs the Windows service, for install.cmd.")
public final class SetupCommand implements Runnable {

    @Spec
    private CommandSpec spec;

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "Give install, repair or status.");
    }

    /** What a subcommand does with this Windows; it returns the exit code. */
    @FunctionalInterface
    private interface Task {
        int run(WindowsPort windows, PrintWriter out) throws SetupException, IOException;
    }

    @Command(name = "install", description = "Installs this version, or replaces the one that is installed.")
    int install(
            @Option(names = "--data", paramLabel = "FOLDER") Optional<Path> data,
            @Option(names = "--program", paramLabel = "FOLDER") Optional<Path> programs,
            @Option(names = "--port", paramLabel = "NUMBER") Optional<String> port,
            @Option(names = "--address", paramLabel = "ADDRESS") Optional<String> address,
            @Option(names = "--firewall") boolean firewall,
            @Option(names = "--no-start") boolean noStart,
            @Option(names = "--no-archive") boolean noArchive) {
        Map<ConfigKey, String> values = new EnumMap<>(ConfigKey.class);
        port.ifPresent(text -> values.put(ConfigKey.HTTP_PORT, text));
        address.ifPresent(text -> values.put(ConfigKey.HTTP_ADDRESS, text));
        InstallRequest request = new InstallRequest(
                absolute(programs.orElse(usual("ProgramFiles", "C:\\Program Files"))),
                data.map(SetupCommand::absolute),
                usual("ProgramData", "C:\\ProgramData"),
                values,
                !noStart,
                !noArchive,
                firewall);
        return run((windows, out) -> {
            new Installer(windows, distribution(), PathRule.ofThisMachine(), out).install(request);
            return request.start() ? new StatusReport(windows, out).write() : ExitCode.OK.number();
        });
    }

    @Command(name = "repair", description = "Registers the installed version anew, with the Java that runs this.")
    int repair(@Option(names = "--no-archive") boolean noArchive) {
        return run((windows, out) -> {
            new Repairer(windows, distribution(), PathRule.ofThisMachine(), out).repair(!noArchive);
            return ExitCode.OK.number();
        });
    }

    @Command(name = "status", description = "Shows whether the service runs and answers, and if not, why.")
    int status() {
        return run((windows, out) -> new StatusReport(windows, out).write());
    }

    private int run(Task task) {
        PrintWriter err = spec.commandLine().getErr();
        PrintWriter out = spec.commandLine().getOut();
        try {
            return task.run(ThisWindows.open(), out);
        } catch (SetupException e) {
            out.flush();
            err.println("logoffd: " + ErrorText.of(e));
        } catch (IOException e) {
            out.flush();
            err.println("logoffd: " + ErrorText.of(e));
        }
        return ExitCode.FAILED.number();
    }

    private static Path usual(String variable, String otherwise) {
        return absolute(Path.of(System.getenv().getOrDefault(variable, otherwise), ServiceDefinition.SERVICE));
    }

    private static Path absolute(Path path) {
        return path.toAbsolutePath().normalize();
    }

    private static Distribution distribution() throws SetupException {
        Path jar = ConfigOption.jar()
                .orElseThrow(() -> new SetupException("this is not the jar of a distribution; unzip one and use it."));
        return new Distribution(
                ProgramFiles.parent(jar), new ProductVersion(Version.text()), Path.of(System.getProperty("java.home")));
    }
}
