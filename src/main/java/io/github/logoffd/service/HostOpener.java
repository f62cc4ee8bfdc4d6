package io.github.logoffd.service;

import io.github.logoffd.config.HostEntry;
import io.github.logoffd.config.ServiceConfig;
import io.github.logoffd.host.resilient.WatchedHost;
import io.github.logoffd.host.windows.OwnSession;
import io.github.logoffd.host.windows.WtsSessionHost;
import io.github.logoffd.session.HostMode;
import io.github.logoffd.session.Names;
import io.github.logoffd.session.SessionHost;
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
    private static final String LOCALHOST = "localhost";

    private HostOpener() {}

    /**
     * Returns the hosts; only this machine is opened already.
     *
     * @throws IOException when this machine is named twice or has no name
     */
    static List<WatchedHost> open(ServiceConfig config, HostSource source) throws IOException {
        String computer = source.mode() == HostMode.SIMULATED ? SIMULATED_HOST : Names.folded(computerName());
        Map<Boolean, List<HostEntry>> entries =
                config.hosts().named().stream().collect(Collectors.partitioningBy(entry -> isThis(entry, computer)));
        List<HostEntry> local = entries.getOrDefault(true, List.of());
        if (local.size() > 1) {
            throw new IOException("hosts names this machine twice, as "
                    + local.get(0).name() + " and as " + local.get(1).name() + ". Give each host once");
        }
        boolean vm = local.stream().anyMatch(HostEntry::vm);
        List<WatchedHost> hosts = new ArrayList<>();
        hosts.add(
                source.mode() == HostMode.SIMULATED
                        ? WatchedHost.local(source.simulated().apply(computer))
                        : windows(computer, vm));
        entries.getOrDefault(false, List.of()).forEach(entry -> hosts.add(remote(entry, source)));
        return hosts;
    }

    private static boolean isThis(HostEntry entry, String computer) {
        return Names.same(entry.name(), computer) || Names.same(entry.name(), LOCALHOST);
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
