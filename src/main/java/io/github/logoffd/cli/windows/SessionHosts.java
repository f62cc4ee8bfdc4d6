package io.github.logoffd.cli.windows;

import java.io.IOException;
import java.util.List;
import java.util.function.Consumer;

/** Opens session hosts for commands. */
@FunctionalInterface
public interface SessionHosts {

    /**
     * Opens the chosen hosts: one, unless the choice is every host of a service.
     *
     * @param note takes a line about what is done
     * @return one or more, each of which has to be closed
     * @throws IOException when there is no such host here; the message is one sentence
     * @throws UsageException when the choice contradicts itself or the environment
     * @throws io.github.logoffd.session.SessionApiException when the host does not answer or refuses
     */
    List<CommandTarget> open(HostChoice choice, Consumer<String> note) throws IOException;
}
