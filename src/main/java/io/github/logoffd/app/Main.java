package io.github.logoffd.app;

import io.github.logoffd.commands.WindowsCommands;
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
        description = "Remote Desktop sessions as JMX MBeans and JSON, with a safe logoff.",
        footer = {
            "",
            "The Windows commands are here too; /? after the name shows the switches of each:",
            "  logoff, query session, query user, qwinsta, quser, msg, tsdiscon"
        })
public final class Main implements Runnable {

    @Spec
    private CommandSpec spec;

    private Main() {}

    /** Runs a command and exits with its {@link ExitCode}. */
    public static void main(String[] args) {
        System.exit(WindowsCommands.isOne(args) ? CommandSetting.run(args) : new CommandLine(new Main()).execute(args));
    }

    @Override
    public void run() {
        throw new ParameterException(
                spec.commandLine(),
                "No command was given; expected is serve, passwd, or one of " + String.join(", ", WindowsCommands.NAMES)
                        + ".");
    }
}
