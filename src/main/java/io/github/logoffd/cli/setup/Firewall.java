package io.github.logoffd.cli.setup;

import io.github.logoffd.config.ServiceConfig;
import io.github.logoffd.host.windows.RegistryValue;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * The rule of the Windows firewall for the ports of the service. It is for the service and not for a program, so that
 * it outlives an upgrade, and a mark in the registry says that it was made here and is removed with the service.
 */
final class Firewall {

    private static final String MARK_KEY = ServiceDefinition.SERVICE_KEY + "\\Parameters";
    private static final String MARK = "FirewallRule";

    private final WindowsPort windows;

    Firewall(WindowsPort windows) {
        this.windows = windows;
    }

    /** Returns the ports on which other machines reach the service, none when it listens on loopback only. */
    static List<Integer> ports(ServiceConfig config) {
        List<Integer> ports = new ArrayList<>();
        if (!config.http().address().isLoopbackAddress()) {
            ports.add(config.http().port());
        }
        config.rmi().filter(rmi -> !rmi.address().isLoopbackAddress()).ifPresent(rmi -> ports.add(rmi.port()));
        return ports;
    }

    boolean isOpen() throws IOException {
        return windows.read(MARK_KEY, MARK).isPresent();
    }

    /** Replaces the rule by one for these ports. */
    void open(List<Integer> ports) throws IOException, SetupException {
        close();
        String list = String.join(",", ports.stream().map(String::valueOf).toList());
        int code = netsh(
                "add",
                "dir=in",
                "action=allow",
                "protocol=TCP",
                "localport=" + list,
                "service=" + ServiceDefinition.SERVICE);
        if (code != 0) {
            throw new SetupException("the firewall rule for port " + list + " could not be added (netsh ended with "
                    + code + "); leave out --firewall and open the port yourself.");
        }
        windows.write(MARK_KEY, MARK, RegistryValue.text(ServiceDefinition.SERVICE));
    }

    /** Removes the rule that was made here, if there is one. */
    void close() throws IOException {
        if (isOpen()) {
            int unused = netsh("delete");
        }
    }

    private int netsh(String verb, String... arguments) throws IOException {
        List<String> command = new ArrayList<>(List.of(
                systemProgram("netsh.exe"),
                "advfirewall",
                "firewall",
                verb,
                "rule",
                "name=" + ServiceDefinition.SERVICE));
        command.addAll(List.of(arguments));
        return windows.run(command);
    }

    /** By its full path: a program of that name in the current folder must not be run. */
    private static String systemProgram(String name) {
        return Path.of(System.getenv().getOrDefault("SystemRoot", "C:\\Windows"), "System32", name)
                .toString();
    }
}
