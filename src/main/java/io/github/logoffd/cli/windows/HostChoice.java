package io.github.logoffd.cli.windows;

import java.util.List;
import java.util.Optional;

/**
 * The session hosts named by the command line, and why.
 *
 * @param server another machine, empty for this one
 * @param every whether all hosts of a service are meant when no server is named; otherwise it has to be one
 * @param virtualMachines whether sessions inside virtual machines are listed among its own
 * @param simulate whether to play with a simulated host
 * @param reason why it is acted on, {@code ""} without a reason
 * @param service options that say how to reach a running service, such as {@code --url=…}; empty for none
 */
public record HostChoice(
        Optional<String> server,
        boolean every,
        boolean virtualMachines,
        boolean simulate,
        String reason,
        List<String> service) {

    public HostChoice {
        service = List.copyOf(service);
    }

    /** Returns the same choice of another machine, empty for this one. */
    public HostChoice on(Optional<String> machine) {
        return new HostChoice(machine, every, virtualMachines, simulate, reason, service);
    }
}
