package io.github.logoffd.cli.windows;

import java.io.IOException;
import java.util.function.Consumer;

/** Opens session hosts for commands. */
@FunctionalInterface
public interface SessionHosts {

    /**
     * Opens a host.
     *
     * @param note takes a line about what is done
     * @throws IOException when there is no such host here; the message is one sentence
     * @throws UsageException when the choice contradicts itself or the environment
     * @throws io.github.logoffd.session.SessionApiException when the host does not answer or refuses
     */
    CommandTarget open(HostChoice choice, Consumer<String> note) throws IOException;
}
