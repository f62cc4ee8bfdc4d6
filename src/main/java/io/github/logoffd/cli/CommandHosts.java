package io.github.logoffd.cli;

import com.sun.security.auth.module.NTSystem;
import io.github.logoffd.access.Caller;
import io.github.logoffd.audit.EventLogAuditTrail;
import io.github.logoffd.audit.EventLogEntry;
import io.github.logoffd.audit.EventLogId;
import io.github.logoffd.audit.EventLogWriter;
import io.github.logoffd.cli.client.ServiceAccess;
import io.github.logoffd.cli.client.ServiceClient;
import io.github.logoffd.cli.windows.CommandTarget;
import io.github.logoffd.cli.windows.HostChoice;
import io.github.logoffd.cli.windows.HostTarget;
import io.github.logoffd.cli.windows.ServiceTarget;
import io.github.logoffd.cli.windows.SessionHosts;
import io.github.logoffd.cli.windows.UsageException;
import io.github.logoffd.host.windows.OwnSession;
import io.github.logoffd.host.windows.WtsSessionHost;
import io.github.logoffd.service.HostOpener;
import io.github.logoffd.service.HostSource;
import io.github.logoffd.service.ServiceOptions;
import io.github.logoffd.service.SystemEventLog;
import io.github.logoffd.session.HostName;
import io.github.logoffd.session.SessionHost;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * Opens the session hosts of commands. What is done on a real one stands in the event log of this machine, before and
 * after.
 */
final class CommandHosts implements SessionHosts {

    private static final String CHANNEL = "command";

    /** The default logoff.timeout of a service. */
    private static final Duration LOGOFF_TIMEOUT = Duration.ofMinutes(5);

    private final Consumer<String> complaints;
    private final Supplier<ServiceAccess> access;

    /**
     * Opens nothing yet.
     *
     * @param complaints takes what must not go unnoticed although the command goes on
     * @param access makes the options of a service, which know the environment
     */
    CommandHosts(Consumer<String> complaints, Supplier<ServiceAccess> access) {
        this.complaints = complaints;
        this.access = access;
    }

    @Override
    public List<CommandTarget> open(HostChoice choice, Consumer<String> note) throws IOException {
        if (choice.simulate()) {
            requireNoService(choice);
            return List.of(simulated(choice.on(choice.server().filter(name -> !HostName.isLoopback(name))), note));
        }
        if (!choice.service().isEmpty() || access.get().isNamed()) {
            return service(choice.on(machineOfService(choice.server())));
        }
        if (!ServiceOptions.isWindows()) {
            throw new IOException("There is no session host here, since this is not Windows. Give --url with"
                    + " the address of a service, or --simulate.");
        }
        try {
            return List.of(windows(choice));
        } catch (IllegalStateException e) {
            throw new IOException(e.getMessage(), e);
        }
    }

    /** A service may run elsewhere and knows this machine by its name only. */
    static Optional<String> machineOfService(Optional<String> server) throws IOException {
        return server.isPresent() && HostName.isLoopback(server.get())
                ? Optional.of(HostOpener.computerName())
                : server;
    }

    /** A line that names both was meant for one of them, and only its writer knows which. */
    private void requireNoService(HostChoice choice) {
        Optional<String> named = choice.service().stream()
                .map(option -> option.substring(0, option.indexOf('=')))
                .findFirst()
                .or(() -> access.get().isNamed() ? Optional.of(ServiceAccess.URL) : Optional.empty());
        if (named.isPresent()) {
            throw new UsageException("--simulate and " + named.get() + " contradict each other. Give one of them.");
        }
    }

    private List<CommandTarget> service(HostChoice choice) throws IOException {
        ServiceClient client = access.get().with(choice.service()).open();
        return ServiceTarget.find(client.because(choice.reason()), choice, LOGOFF_TIMEOUT);
    }

    /** Nothing real happens, so it stands nowhere but on the screen. */
    private static CommandTarget simulated(HostChoice choice, Consumer<String> note) {
        SessionHost host = HostSource.lively().simulated().apply(choice.server().orElse(HostOpener.SIMULATED_HOST));
        EventLogWriter lines = entry -> note.accept(
                "Audit: " + entry.id() + ' ' + entry.text().lines().findFirst().orElse(""));
        Caller caller = new Caller(CHANNEL, "", System.getProperty("user.name"), "", choice.reason());
        return new HostTarget(host, OptionalLong.empty(), new EventLogAuditTrail(lines), () -> caller);
    }

    private CommandTarget windows(HostChoice choice) throws IOException {
        EventLogAuditTrail trail = new EventLogAuditTrail(new ToldWriter(SystemEventLog.writer(), complaints));
        Supplier<Caller> caller = () -> windowsUser().because(choice.reason());
        String computer = HostOpener.computerName();
        Optional<String> other = choice.server().filter(name -> !HostName.isThisMachine(name, computer));
        if (other.isPresent()) {
            SessionHost host = WtsSessionHost.remote(other.get(), choice.virtualMachines());
            return new HostTarget(host, OptionalLong.empty(), trail, caller);
        }
        SessionHost host = WtsSessionHost.local(computer, choice.virtualMachines());
        return new HostTarget(host, OptionalLong.of(OwnSession.id()), trail, caller);
    }

    /** From the token of the process, since the environment can be changed. */
    private static Caller windowsUser() {
        NTSystem system = new NTSystem();
        return new Caller(CHANNEL, "", system.getDomain() + '\\' + system.getName(), "");
    }

    /** Says so when the second entry of a request cannot be written, which no longer stops anything. */
    private record ToldWriter(EventLogWriter log, Consumer<String> complaints) implements EventLogWriter {

        @Override
        public void write(EventLogEntry entry) throws IOException {
            try {
                log.write(entry);
            } catch (IOException e) {
                if (entry.id() != EventLogId.REQUEST_ASKED) {
                    complaints.accept(
                            "The outcome of the request could not be written to the event log: " + e.getMessage());
                }
                throw e;
            }
        }
    }
}
