package io.github.logoffd.cli;

import io.github.logoffd.cli.windows.Terminal;
import io.github.logoffd.host.simulated.SimulatedSessionHost;
import io.github.logoffd.service.ExitCode;
import io.github.logoffd.service.HostOpener;
import io.github.logoffd.service.SecretFiles;
import io.github.logoffd.service.ServiceOptions;
import io.github.logoffd.session.Session;
import io.github.logoffd.session.SessionRow;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;

/**
 * The commands that are used most, on a simulated host and through a stand-in of a service. Java relocates and checks
 * an archive as a whole at each startup: one with the classes of the service, or with those of a logoff without a
 * service, would take longer than it saves.
 */
final class CommandTraining {

    private final Path folder;

    /**
     * Runs nothing yet.
     *
     * @param folder takes all files
     */
    CommandTraining(Path folder) {
        this.folder = folder;
    }

    /** Runs all of them; one that fails ends it. */
    void run() throws IOException {
        // A lambda that the archive does not have costs a command as much as a request.
        Terminal unused = CommandSetup.terminal();
        command("query", "session", "--simulate");
        command("query", "user", "--simulate", "/json");
        throughService();
        readThisHost();
    }

    /** Uses the binding to Windows. This only reads, and may fail: the host is not what is tested here. */
    static void readThisHost() {
        if (ServiceOptions.isWindows()) {
            CommandSetup.run(nowhere(), "query", "session");
        }
    }

    private void throughService() throws IOException {
        Path credentials = folder.resolve("credentials.txt");
        SecretFiles.ofThisMachine().write(credentials, "operator training");
        try (SimulatedSessionHost host = SimulatedSessionHost.guide(
                        HostOpener.SIMULATED_HOST, InstantSource.system(), SimulatedSessionHost.GUIDE_USERS);
                StandInService service = StandInService.open(HostOpener.SIMULATED_HOST, sessions(host))) {
            command("query", "session", "--url", service.url(), "--user-file", credentials.toString());
        }
    }

    private static List<Session> sessions(SimulatedSessionHost host) {
        List<Session> sessions = new ArrayList<>();
        for (SessionRow row : host.enumerate()) {
            sessions.add(new Session(host.name(), row, host.detail(row.id())));
        }
        return sessions;
    }

    private static void command(String... arguments) throws IOException {
        int code = CommandSetup.run(nowhere(), arguments);
        if (code != ExitCode.OK.number()) {
            throw new IOException(String.join(" ", arguments) + " has ended with " + code + ", not with 0.");
        }
    }

    private static Terminal nowhere() {
        return Terminal.of(
                OutputStream.nullOutputStream(),
                OutputStream.nullOutputStream(),
                InputStream.nullInputStream(),
                StandardCharsets.UTF_8);
    }
}
