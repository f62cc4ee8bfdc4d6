package io.github.logoffd.commands;

import java.io.IOException;
import java.util.Optional;
import java.util.function.Consumer;
import picocli.CommandLine.Option;

/** The switches that say which session host is meant. */
final class TargetOptions {

    static final String USAGE = "  --simulate          Plays with a simulated host.";

    @Option(names = "/SERVER", paramLabel = "servername", description = "The session host.")
    private Optional<String> server = Optional.empty();

    @Option(names = "--simulate", description = "Play with a simulated host.")
    private boolean simulate;

    private boolean virtualMachines;

    /** Lists the sessions inside virtual machines too. */
    void withVirtualMachines(boolean wanted) {
        virtualMachines = wanted;
    }

    boolean isUsable() {
        return server.isEmpty() || !server.get().isBlank();
    }

    /**
     * Opens what the switches name.
     *
     * @param note takes what a verbose command tells of the audit
     */
    CommandTarget open(SessionHosts hosts, boolean verbose, Consumer<String> note) throws IOException {
        return hosts.open(new HostChoice(server, virtualMachines, simulate), verbose ? note : line -> {});
    }
}
