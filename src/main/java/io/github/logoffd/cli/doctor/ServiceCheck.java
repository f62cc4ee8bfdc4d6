package io.github.logoffd.cli.doctor;

import io.github.logoffd.cli.client.JsonRecord;
import io.github.logoffd.config.Advice;
import io.github.logoffd.config.ConfigKey;
import io.github.logoffd.config.HttpConfig;
import io.github.logoffd.config.RmiConfig;
import io.github.logoffd.config.ServiceConfig;
import io.github.logoffd.support.text.ErrorText;
import io.github.logoffd.support.text.IpText;
import io.github.logoffd.support.text.VisibleText;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.List;

/** Whether the service answers, and how it is; if it does not, whether its ports are free for it. */
final class ServiceCheck {

    private static final String NAME = "service";
    private static final String UP = "UP";

    private ServiceCheck() {}

    static Finding of(ServiceConfig config) {
        String problem;
        try {
            RunningService service = RunningService.ask(config);
            return JsonRecord.parse(service.text())
                    .map(health -> of(service, health))
                    .orElseGet(() -> Finding.fail(
                            NAME,
                            "What answers at " + service.url() + " is not logoffd (HTTP " + service.status() + "). "
                                    + changePort(config)));
        } catch (IOException e) {
            problem = ErrorText.of(e);
        }
        return ports(config, problem);
    }

    private static Finding of(RunningService service, JsonRecord health) {
        Finding.Collector problems = new Finding.Collector(NAME);
        String state;
        try {
            state = health.text("status");
            health.texts("problems").forEach(each -> problems.warn("The service says: " + VisibleText.of(each)));
            for (JsonRecord host : health.records("hosts")) {
                if (!host.flag("reachable")) {
                    problems.warn("The service cannot read the host " + VisibleText.of(host.text("host"))
                            + ". LastError of its bean gives the reason.");
                }
            }
        } catch (IOException e) {
            return Finding.fail(
                    NAME, "What answers at " + service.url() + " is not this version of logoffd: " + ErrorText.of(e));
        }
        if (!state.equals(UP)) {
            problems.warn("The service answers at " + service.url() + " and is " + VisibleText.of(state) + '.');
        }
        return problems.finding("The service answers at " + service.url() + " and is " + UP + '.');
    }

    private static Finding ports(ServiceConfig config, String problem) {
        HttpConfig http = config.http();
        Finding.Collector problems = new Finding.Collector(NAME);
        tryPort(config, http.address(), http.port(), List.of(ConfigKey.HTTP_ADDRESS, ConfigKey.HTTP_PORT), problems);
        if (config.rmi().isPresent()) {
            RmiConfig rmi = config.rmi().get();
            tryPort(config, rmi.address(), rmi.port(), List.of(ConfigKey.RMI_ADDRESS, ConfigKey.RMI_PORT), problems);
        }
        String where = IpText.of(http.address()) + " port " + http.port();
        problems.warn(
                problems.hasFailures()
                        ? "No service answers at " + where + " (" + problem + ")."
                        : "No service answers at " + where + " (" + problem
                                + "); the port is free. Start the service, such as with: net start logoffd.");
        return problems.finding("");
    }

    @SuppressWarnings("try") // The port is taken for a moment, not used.
    private static void tryPort(
            ServiceConfig config, InetAddress address, int port, List<ConfigKey> keys, Finding.Collector problems) {
        try (ServerSocket probe = new ServerSocket(port, 1, address)) {
            // It is free.
        } catch (IOException e) {
            problems.fail(
                    ErrorText.of(Advice.cannotListen(config.source(), address, port, keys.get(0), keys.get(1), e)));
        }
    }

    private static String changePort(ServiceConfig config) {
        return "Stop that program, or " + Advice.toChange(config.source(), ConfigKey.HTTP_PORT) + '.';
    }
}
