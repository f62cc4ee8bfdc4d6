package io.github.logoffd.cli;

import io.github.logoffd.cli.admin.HistoryVerifyCommand;
import io.github.logoffd.cli.admin.PasswdCommand;
import io.github.logoffd.cli.check.CheckCommand;
import io.github.logoffd.cli.check.RequestLogoffCommand;
import io.github.logoffd.cli.client.Prompt;
import io.github.logoffd.cli.client.ServiceAccess;
import io.github.logoffd.cli.doctor.DoctorCommand;
import io.github.logoffd.cli.doctor.SupportCommand;
import io.github.logoffd.cli.history.HistoryCommand;
import io.github.logoffd.cli.setup.SetupCommand;
import io.github.logoffd.cli.windows.WindowsCommands;
import io.github.logoffd.service.ExitCode;
import io.github.logoffd.service.SecretFiles;
import io.github.logoffd.service.Version;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.OutputStreamWriter;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import picocli.AutoComplete.GenerateCompletion;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.IParameterExceptionHandler;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The command line. Started by {@link Launcher}, which has checked the JVM. */
@Command(
        name = "logoffd",
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        subcommands = {
            ServeCommand.class,
            PasswdCommand.class,
            DoctorCommand.class,
            TrainCommand.class,
            SetupCommand.class,
            GenerateCompletion.class
        },
        description = "Remote Desktop sessions as JMX MBeans and JSON, with a safe logoff.",
        footer = {
            "",
            "The Windows commands are here too; /? after the name shows the switches of each:",
            "  logoff, query session, query user, qwinsta, quser, msg, tsdiscon",
            "So are warn and cancel, which start and cancel the countdown to a logoff; /? shows their switches too.",
            "",
            "Exit codes: 0 success, 1 failure, 2 wrong command line, 3 Java older than 17, 4 wrong configuration;",
            "check has those of monitoring plugins."
        })
public final class Main implements Runnable {

    @Spec
    private CommandSpec spec;

    private Main() {}

    /** Runs a command and exits with its {@link ExitCode}. */
    public static void main(String[] args) {
        System.exit(
                WindowsCommands.isOne(args)
                        ? CommandSetup.run(args)
                        : commandLine().execute(args));
    }

    private static CommandLine commandLine() {
        CommandLine main = new CommandLine(new Main())
                .addSubcommand(new CheckCommand(serviceAccess()))
                .addSubcommand(new RequestLogoffCommand(serviceAccess()))
                .addSubcommand(new SupportCommand(serviceAccess()))
                .addSubcommand(new CommandLine(new HistoryCommand(serviceAccess(), utf8()))
                        .addSubcommand(new HistoryVerifyCommand()));
        main.getSubcommands()
                .values()
                .forEach(command -> command.getCommandSpec().versionProvider(new Version()));
        CommandLine check = Objects.requireNonNull(main.getSubcommands().get("check"));
        check.setOut(utf8());
        IParameterExceptionHandler usual = main.getParameterExceptionHandler();
        main.setCaseInsensitiveEnumValuesAllowed(true);
        return main.setParameterExceptionHandler(new WrongUsage(check, usual));
    }

    /** A class with a name: for a lambda of it Java would leave picocli's interface out of the class archive. */
    private record WrongUsage(CommandLine check, IParameterExceptionHandler usual)
            implements IParameterExceptionHandler {

        @Override
        public int handleParseException(ParameterException problem, String[] args) throws Exception {
            return problem.getCommandLine() == check
                    ? CheckCommand.wrongUsage(problem)
                    : usual.handleParseException(problem, args);
        }
    }

    /** Returns the standard output for programs, which expect UTF-8 whatever the code page. */
    private static PrintWriter utf8() {
        return new PrintWriter(
                new OutputStreamWriter(new FileOutputStream(FileDescriptor.out), StandardCharsets.UTF_8), true);
    }

    /** Makes the options of a command that can talk to a running service. */
    static ServiceAccess serviceAccess() {
        return new ServiceAccess(
                System.getenv(), file -> SecretFiles.ofThisMachine().problem(file), Prompt::ofTerminal);
    }

    @Override
    public void run() {
        throw new ParameterException(
                spec.commandLine(),
                "No command was given. Give serve, passwd, doctor, support, check, request-logoff, history or one of "
                        + String.join(", ", WindowsCommands.NAMES) + '.');
    }
}
