package io.github.logoffd.cli.setup;

import io.github.logoffd.config.ConfigReader;
import io.github.logoffd.config.ServiceConfig;
import io.github.logoffd.host.windows.WindowsServices.State;
import io.github.logoffd.support.ProblemsException;
import io.github.logoffd.support.text.ErrorText;
import io.github.logoffd.support.text.IpText;
import java.io.IOException;
import java.io.PrintWriter;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/**
 * Says whether the service runs and answers, and if not, why: asks Windows and the service, not a file that was left.
 */
final class StatusReport {

    static final int ANSWERS = 0;
    static final int DOES_NOT_ANSWER = 1;
    static final int NOT_INSTALLED = 3;

    private static final int CONNECT_MILLIS = 5_000;

    private final WindowsPort windows;
    private final PrintWriter out;

    StatusReport(WindowsPort windows, PrintWriter out) {
        this.windows = windows;
        this.out = out;
    }

    /** Writes the report and returns the exit code. */
    int write() throws IOException, SetupException {
        Optional<ExistingInstallation> existing = ExistingInstallation.find(windows);
        if (existing.isEmpty()) {
            out.println("The service " + ServiceDefinition.SERVICE + " is not installed; install.cmd installs it.");
            return NOT_INSTALLED;
        }
        ExistingInstallation installed = existing.get();
        Path logs = installed.definition().logs().orElse(installed.layout().logs());
        int code = state(installed, logs);
        out.println("Program:       \"" + installed.program() + '"');
        out.println("Configuration: \"" + installed.configuration() + '"');
        out.println("Logs:          \"" + logs + '"');
        return code;
    }

    private int state(ExistingInstallation installed, Path logs) throws IOException {
        State state = windows.service().orElse(State.STOPPED);
        Optional<Path> missing = installed.definition().jvm().filter(jvm -> !Files.exists(jvm));
        if (state == State.RUNNING) {
            return running(installed.configuration(), logs);
        }
        out.println("The service " + ServiceDefinition.SERVICE
                + (state == State.PENDING ? " is starting or stopping." : " is not running."));
        if (missing.isPresent()) {
            out.println("Its Java is gone: the file \"" + missing.get() + "\" is missing. install.cmd --repair finds"
                    + " another Java; --java FOLDER names it.");
        } else if (state == State.STOPPED) {
            out.println(FailureReason.of(installed.configuration(), logs));
        }
        return DOES_NOT_ANSWER;
    }

    private int running(Path configuration, Path logs) {
        try {
            ServiceConfig config = ConfigReader.read(configuration);
            InetAddress address = config.http().address();
            InetAddress target = address.isAnyLocalAddress() ? InetAddress.getLoopbackAddress() : address;
            String url = (config.tls().isPresent() ? "https://" : "http://") + IpText.inUrl(target) + ':'
                    + config.http().port() + "/jolokia/";
            if (isListening(target, config.http().port())) {
                out.println("The service " + ServiceDefinition.SERVICE + " is running: " + url);
                return ANSWERS;
            }
            out.println(
                    "The service " + ServiceDefinition.SERVICE + " is running, but does not answer at " + url + '.');
            out.println(FailureReason.of(configuration, logs));
        } catch (ProblemsException e) {
            out.println("The service " + ServiceDefinition.SERVICE
                    + " is running with an earlier configuration. It will not start again with the present one:");
            out.println(ErrorText.of(e));
        }
        return DOES_NOT_ANSWER;
    }

    private static boolean isListening(InetAddress address, int port) {
        try (Socket socket = new Socket()) {
            socket.connect(new InetSocketAddress(address, port), CONNECT_MILLIS);
            return true;
        } catch (IOException e) {
            // That is the answer.
            return false;
        }
    }
}
