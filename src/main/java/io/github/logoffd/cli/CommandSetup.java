package io.github.logoffd.cli;

import io.github.logoffd.cli.client.Prompt;
import io.github.logoffd.cli.windows.CommandContext;
import io.github.logoffd.cli.windows.Terminal;
import io.github.logoffd.cli.windows.WindowsCommands;
import io.github.logoffd.host.windows.ConsoleCodePage;
import io.github.logoffd.service.ServiceOptions;
import java.io.BufferedInputStream;
import java.io.FileDescriptor;
import java.io.FileInputStream;
import java.io.FileOutputStream;
import java.io.InputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.time.ZoneId;
import java.util.Optional;

/** Runs the Windows commands in this process: the shortest way to what they need, since they are over in a moment. */
final class CommandSetup {

    private CommandSetup() {}

    /** Runs a command, whose name comes first, and returns its exit code. */
    static int run(String... arguments) {
        return run(terminal(), arguments);
    }

    /** Prepares this process for the commands, and returns its terminal. */
    static Terminal terminal() {
        startNoLogger();
        leaveConvertersOut();
        return Terminal.of(
                new FileOutputStream(FileDescriptor.out),
                new FileOutputStream(FileDescriptor.err),
                standardInput(),
                charset(),
                () -> Prompt.ofTerminal().isPresent());
    }

    /** Without the buffer Java 17 asks for the position in the input, which a pipe does not have. */
    private static InputStream standardInput() {
        return new BufferedInputStream(new FileInputStream(FileDescriptor.in));
    }

    /** Runs a command that reads and writes elsewhere than this process does. */
    static int run(Terminal terminal, String... arguments) {
        String user = System.getProperty("user.name");
        return WindowsCommands.run(
                new CommandContext(
                        terminal,
                        new CommandHosts(terminal.err()::println, Main::serviceAccess),
                        user,
                        ZoneId::systemDefault),
                arguments);
    }

    /** Starting Logback takes longer than most commands, and they say themselves what there is to be said. */
    private static void startNoLogger() {
        System.setProperty("slf4j.provider", "org.slf4j.helpers.NOP_FallbackServiceProvider");
        System.setProperty("slf4j.internal.verbosity", "WARN");
    }

    /**
     * For types that no option of these commands has, picocli would load the driver manager of databases and all of the
     * calendar.
     */
    private static void leaveConvertersOut() {
        System.setProperty("picocli.converters.excludes", "java.sql.*,java.time.*");
    }

    /**
     * On Windows programs that read the output of a command expect the code page of the console, elsewhere that of the
     * locale.
     */
    private static Charset charset() {
        Optional<Charset> console = ServiceOptions.isWindows() ? ConsoleCodePage.charset() : Optional.empty();
        return console.orElseGet(CommandSetup::charsetOfTheLocale);
    }

    private static Charset charsetOfTheLocale() {
        String name = System.getProperty("native.encoding");
        return Charset.isSupported(name) ? Charset.forName(name) : StandardCharsets.US_ASCII;
    }
}
