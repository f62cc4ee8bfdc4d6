package io.github.logoffd.service;

import io.github.logoffd.config.HostEntry;
import io.github.logoffd.config.ServiceConfig;
import io.github.logoffd.host.resilient.WatchedHost;
import io.github.logoffd.host.windows.ComputerName;
import io.github.logoffd.host.windows.OwnSession;
import io.github.logoffd.host.windows.WtsSessionHost;
import io.github.logoffd.session.HostMode;
import io.github.logoffd.session.HostName;
import io.github.logoffd.session.Names;
import io.github.logoffd.session.SessionHost;
import io.github.logoffd.support.ProblemsException;
import io.github.logoffd.support.text.ErrorText;
import java.io.IOException;
import java.net.InetAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/**
 * Makes the hosts that the configuration names: this machine first, which is always watched, then the others.
 * Stateless.
 */
public final class HostOpener {

    public static final String SIMULATED_HOST = "SIM-RDS01";

    private HostOpener() {}

    /**
     * Returns the hosts; only this machine is opened already.
     *
     * @throws IOException when this machine has no name
     */
    static List<WatchedHost> open(ServiceConfig config, HostSource source) throws IOException {
        String computer = localName(source);
        Map<Boolean, List<HostEntry>> entries =
                config.hosts().named().stream().collect(Collectors.partitioningBy(entry -> isThis(entry, computer)));
        boolean vm = entries.getOrDefault(true, List.of()).stream().anyMatch(HostEntry::vm);
        List<WatchedHost> hosts = new ArrayList<>();
        hosts.add(
                source.mode() == HostMode.SIMULATED
                        ? WatchedHost.local(source.simulated().apply(computer))
                        : windows(computer, vm));
        entries.getOrDefault(false, List.of()).forEach(entry -> hosts.add(remote(entry, source)));
        return hosts;
    }

    private static String localName(HostSource source) throws IOException {
        if (source.mode() == HostMode.SIMULATED) {
            return SIMULATED_HOST;
        }
        HostName.completeBy(ComputerName.dnsDomain());
        return Names.folded(computerName());
    }

    /**
     * Makes sure that the configuration names this machine once, which only this machine can tell.
     *
     * @throws ProblemsException when it does not
     */
    static void requireThisMachineOnce(ServiceConfig config, HostSource source) throws ProblemsException {
        List<String> local;
        try {
            String computer = localName(source);
            local = config.hosts().named().stream()
                    .filter(entry -> isThis(entry, computer))
                    .map(HostEntry::name)
                    .toList();
        } catch (IOException e) {
            throw new ProblemsException("The name of this machine", List.of(ErrorText.of(e)), e);
        }
        if (local.size() > 1) {
            throw new ProblemsException(
                    "The configuration " + config.source(),
                    List.of("hosts names this machine twice, as " + local.get(0) + " and as " + local.get(1)
                            + ". Give each host once, and another machine of the same short name by its address."));
        }
    }

    private static boolean isThis(HostEntry entry, String computer) {
        return HostName.isThisMachine(entry.name(), computer);
    }

    /** With its virtual machines this machine has to be opened like another one, and can refuse as one. */
    private static WatchedHost windows(String computer, boolean vm) {
        WatchedHost host = vm
                ? reopened(computer, () -> WtsSessionHost.local(computer, true))
                : WatchedHost.local(WtsSessionHost.local(computer, false));
        return host.withOwnSession(OwnSession.id());
    }

    private static WatchedHost remote(HostEntry entry, HostSource source) {
        return source.mode() == HostMode.SIMULATED
                ? WatchedHost.local(source.simulated().apply(entry.name()))
                : reopened(entry.name(), () -> WtsSessionHost.remote(entry.name(), entry.vm()));
    }

    private static WatchedHost reopened(String name, Supplier<SessionHost> opener) {
        return WatchedHost.remote(
                name,
                HostMode.WINDOWS,
                opener,
                () -> ThreadLocalRandom.current().nextDouble(),
                System::nanoTime);
    }

    public static String computerName() throws IOException {
        String name = System.getenv("COMPUTERNAME");
        return name == null ? InetAddress.getLocalHost().getHostName() : name;
    }
}
