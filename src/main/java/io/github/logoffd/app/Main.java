package io.github.logoffd.app;

import io.github.logoffd.client.Prompt;
import io.github.logoffd.client.ServiceAccess;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The command line. Started by {@link Launcher}, which has checked the JVM. */
@Command(
        name = "logoffd",
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        subcommands = {ServeCommand.class, PasswdCommand.class},
        description = "Remote Desktop sessions as JMX MBeans and JSON, with a safe logoff.")
public final class Main implements Runnable {

    @Spec
    private CommandSpec spec;

    private Main() {}

    /** Runs a command and exits with its {@link ExitCode}. */
    public static void main(String[] args) {
        System.exit(new CommandLine(new Main()).execute(args));
    }

    /** Makes the options of a command that can talk to a running service. */
    static ServiceAccess serviceAccess() {
        return new ServiceAccess(
                System.getenv(), file -> SecretFiles.ofThisMachine().problem(file), Prompt::ofTerminal);
    }

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "No command was given; expected is serve or passwd.");
    }
}
