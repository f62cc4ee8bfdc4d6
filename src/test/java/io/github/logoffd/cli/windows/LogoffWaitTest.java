package io.github.logoffd.cli.windows;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.logoffd.access.Caller;
import io.github.logoffd.control.request.LogoffAnswer;
import io.github.logoffd.control.request.Outcome;
import io.github.logoffd.testing.MemoryAuditTrail;
import io.github.logoffd.testing.Samples;
import io.github.logoffd.testing.ScriptedHost;
import java.io.ByteArrayOutputStream;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What an administrator sees while a logoff takes its time. */
class LogoffWaitTest {

    private static final LogoffAnswer DONE = new LogoffAnswer(
            "HOST1:3:2026-03-02T08:00:00Z", "HOST1", 3, "CORP\\alice", Outcome.DONE, 0, "Done.", 1, "", false);

    private final ByteArrayOutputStream err = new ByteArrayOutputStream();
    private final List<Duration> waits = new ArrayList<>();

    private LogoffAnswer waited(boolean watched, int emptyAnswers) throws Exception {
        Terminal terminal = Terminal.of(
                OutputStream.nullOutputStream(),
                err,
                InputStream.nullInputStream(),
                StandardCharsets.UTF_8,
                () -> watched);
        HostTarget target = new HostTarget(
                new ScriptedHost(), OptionalLong.empty(), new MemoryAuditTrail(), () -> Caller.LOCAL_JMX);
        return new LogoffWait(terminal, target, Samples.session(Samples.active(3, "alice"))).answer(wait -> {
            waits.add(wait);
            return waits.size() <= emptyAnswers ? Optional.empty() : Optional.of(DONE);
        });
    }

    @Test
    void atATerminalItSaysWhatItWaitsForAndHowLong() throws Exception {
        assertThat(waited(true, 2)).isEqualTo(DONE);

        assertThat(err.toString(StandardCharsets.UTF_8).lines())
                .hasSize(2)
                .allMatch(line -> line.matches(
                        "Waiting for the end of session 3 of CORP\\\\alice on HOST1: \\d+ s of at most 300 s"));
        assertThat(waits).containsExactly(Duration.ofSeconds(2), Duration.ofSeconds(15), Duration.ofSeconds(15));
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void aLogoffThatIsDoneAtOnceIsSilent(boolean watched) throws Exception {
        assertThat(waited(watched, 0)).isEqualTo(DONE);

        assertThat(err.size()).isZero();
    }

    @Test
    void aScriptSeesNothingOfTheWait() throws Exception {
        assertThat(waited(false, 2)).isEqualTo(DONE);

        assertThat(err.size()).isZero();
    }
}
