package io.github.logoffd.cli.windows;

import io.github.logoffd.access.Caller;
import io.github.logoffd.session.SessionApiException;
import io.github.logoffd.session.SessionRow;
import io.github.logoffd.session.SessionState;
import io.github.logoffd.testing.MemoryAuditTrail;
import io.github.logoffd.testing.Samples;
import io.github.logoffd.testing.ScriptedHost;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;

/** Commands on a host that a test has written down, and what they print. */
abstract class CommandFixture {

    static final SessionRow ALICE = Samples.active(3, "alice");
    static final SessionRow BOB = Samples.disconnected(4, "bob");
    static final SessionRow IDLE_SCREEN = Samples.nobody(5);

    final ScriptedHost host = new ScriptedHost()
            .with(Samples.CONSOLE)
            .with(ALICE)
            .with(BOB)
            .with(IDLE_SCREEN)
            .with(Samples.LISTENER);

    /** Further hosts, for commands that want every host. */
    final List<ScriptedHost> others = new ArrayList<>();

    final MemoryAuditTrail audit = new MemoryAuditTrail();
    final ByteArrayOutputStream out = new ByteArrayOutputStream();
    final ByteArrayOutputStream err = new ByteArrayOutputStream();
    OptionalLong own = OptionalLong.of(3);
    Charset charset = StandardCharsets.UTF_8;
    String input = "";
    HostChoice opened;
    int unreachable;

    int run(String... arguments) {
        return runInto(out, arguments);
    }

    int runInto(OutputStream stream, String... arguments) {
        Terminal terminal = Terminal.of(stream, err, new ByteArrayInputStream(input.getBytes(charset)), charset);
        ZoneId zone = ZoneId.of("Europe/Berlin");
        return WindowsCommands.run(
                new CommandContext(terminal, (choice, note) -> open(choice), "CORP\\boss", () -> zone), arguments);
    }

    private List<CommandTarget> open(HostChoice choice) throws IOException {
        opened = choice;
        if (unreachable != 0) {
            throw new SessionApiException("WTSOpenServer", SessionApiException.NO_SESSION, unreachable);
        }
        List<CommandTarget> targets = new ArrayList<>(List.of(target(host, own, choice.reason())));
        if (choice.every() && choice.server().isEmpty()) {
            others.forEach(other -> targets.add(target(other, OptionalLong.empty(), choice.reason())));
        }
        return targets;
    }

    private CommandTarget target(ScriptedHost one, OptionalLong ownSession, String reason) {
        return new HostTarget(one, ownSession, audit, () -> new Caller("command", "", "CORP\\boss", "", reason));
    }

    /** Lets a logoff of that session succeed at once. */
    void obeys(long id) {
        host.during("logoff " + id, () -> host.end(id));
    }

    /** Lets a session that is asked to disconnect do so. */
    void leaves(SessionRow row) {
        host.during(
                "disconnect " + row.id(),
                () -> host.with(new SessionRow(
                        row.id(), row.id(), "", SessionState.DISCONNECTED.code(), row.user(), row.domain(), "", "")));
    }

    List<String> out() {
        return out.toString(charset).lines().toList();
    }

    List<String> err() {
        return err.toString(charset).lines().toList();
    }
}
