package io.github.logoffd.web;

import io.github.logoffd.cli.client.Credentials;
import io.github.logoffd.cli.client.ServiceAddress;
import io.github.logoffd.cli.client.ServiceClient;
import io.github.logoffd.cli.windows.CommandContext;
import io.github.logoffd.cli.windows.CommandTarget;
import io.github.logoffd.cli.windows.HostChoice;
import io.github.logoffd.cli.windows.ServiceTarget;
import io.github.logoffd.cli.windows.Terminal;
import io.github.logoffd.cli.windows.WindowsCommands;
import io.github.logoffd.session.Session;
import io.github.logoffd.testing.Samples;
import io.github.logoffd.testing.ScriptedHost;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The Windows commands, run by a user of a service on a port of its own. */
abstract class CommandsThroughService {

    final ByteArrayOutputStream out = new ByteArrayOutputStream();
    final ByteArrayOutputStream err = new ByteArrayOutputStream();
    Duration logoffTimeout = Duration.ofMinutes(5);

    @RegisterExtension
    final HttpFixture fixture = HttpFixture.start();

    ScriptedHost watchAnotherHost() {
        ScriptedHost other =
                new ScriptedHost("RDS02").with(Samples.active(3, "carol")).with(Samples.disconnected(4, "alice"));
        fixture.alsoWatch(other);
        return other;
    }

    int run(String user, String... arguments) {
        Terminal terminal = Terminal.of(out, err, InputStream.nullInputStream(), StandardCharsets.UTF_8);
        return WindowsCommands.run(
                new CommandContext(
                        terminal,
                        (choice, note) ->
                                ServiceTarget.find(client(user).because(choice.reason()), choice, logoffTimeout),
                        "boss",
                        () -> ZoneOffset.UTC),
                arguments);
    }

    /** Returns the host, as the commands of an operator reach it. */
    CommandTarget target() throws IOException {
        return ServiceTarget.find(
                        client("operator"),
                        new HostChoice(Optional.empty(), false, false, false, "", List.of()),
                        logoffTimeout)
                .get(0);
    }

    static Session alice(CommandTarget target) throws IOException {
        return target.sessions().stream()
                .filter(session -> session.id() == 3)
                .findFirst()
                .orElseThrow();
    }

    ServiceClient client(String user) throws IOException {
        return new ServiceClient(
                ServiceAddress.parse(fixture.endpoint.jolokiaUrl()),
                new Credentials(user, UsersFixture.PASSWORD),
                Optional.empty(),
                Duration.ofSeconds(20));
    }

    static List<String> lines(ByteArrayOutputStream stream) {
        return stream.toString(StandardCharsets.UTF_8).lines().toList();
    }

    String err() {
        return err.toString(StandardCharsets.UTF_8);
    }
}
