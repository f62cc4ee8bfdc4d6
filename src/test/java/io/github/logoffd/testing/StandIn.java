package io.github.logoffd.testing;

import io.github.logoffd.session.ClientInfo;
import io.github.logoffd.session.ClientProtocol;
import io.github.logoffd.session.LockState;
import io.github.logoffd.session.ProcessInfo;
import io.github.logoffd.session.SessionTimes;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.StringJoiner;

/**
 * The files by which a test talks with the stand-in for {@code wtsapi32.dll}; {@code src/test/c/README.md} describes
 * them.
 */
public final class StandIn {

    /** Where the DLL looks, seen from inside Windows. */
    public static final Path IN_WINDOWS = Path.of("C:\\logoffd-standin");

    private static final long MAGIC = 0x4C4F_474F_4646_4431L;
    private static final int LIVE_ALLOCATIONS = 1;
    private static final int LIVE_HANDLES = 2;
    private static final int VIOLATIONS = 3;
    private static final int LISTINGS = 6;
    private static final int QUESTIONS = 7;
    private static final int PROCESS_LISTINGS = 11;
    private static final int COUNTERS = 51;
    private static final long EPOCH_OFFSET_SECONDS = 11_644_473_600L;
    private static final int AF_INET = 2;
    private static final int AF_INET6 = 23;

    private final Path directory;

    /** Talks with the DLL that has this folder as its own. */
    public StandIn(Path directory) {
        this.directory = directory;
    }

    /** Replaces what the local host has. The old file stays whole until the new one is. */
    public void play(List<SceneSession> sessions, List<ProcessInfo> processes, String... rules) {
        StringBuilder text = new StringBuilder();
        sessions.forEach(session -> text.append(sessionLine(session)).append(answerLine(session)));
        processes.forEach(process -> text.append(processLine(process)));
        List.of(rules).forEach(rule -> text.append(rule).append('\n'));
        write("scenario.txt", text);
    }

    /** Replaces what a remote host of this name has. */
    public void playOn(String server, List<SceneSession> sessions, String... rules) {
        StringBuilder text = new StringBuilder();
        sessions.forEach(session -> text.append(sessionLine(session)));
        List.of(rules).forEach(rule -> text.append(rule).append('\n'));
        write("scenario-" + server + ".txt", text);
    }

    /** Takes a remote host away; nothing when there is none of this name. */
    public void remove(String server) {
        try {
            Files.deleteIfExists(directory.resolve("scenario-" + server + ".txt"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void write(String name, CharSequence text) {
        try {
            Files.createDirectories(directory);
            Path written = Files.writeString(directory.resolve("scenario.tmp"), text);
            Await.until("the scenario is in place", () -> moved(written, directory.resolve(name)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Windows refuses to replace a file while a program reads it. */
    private static boolean moved(Path from, Path to) {
        try {
            Files.move(from, to, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
            return true;
        } catch (AccessDeniedException e) {
            return false;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Returns how many answers were not given back. */
    public long liveAllocations() {
        return counter(LIVE_ALLOCATIONS);
    }

    /** Returns how many server handles are open. */
    public long liveHandles() {
        return counter(LIVE_HANDLES);
    }

    /** Returns how often something was done that a correct program never does. */
    public long violations() {
        return counter(VIOLATIONS);
    }

    /** Returns how often sessions were listed with their names and users. */
    public long listings() {
        return counter(LISTINGS);
    }

    /** Returns how often something was asked about one session. */
    public long questions() {
        return counter(QUESTIONS);
    }

    /** Returns how often processes were listed. */
    public long processListings() {
        return counter(PROCESS_LISTINGS);
    }

    /** Returns the lines about calls that acted, in their order. */
    public List<String> actingCalls() {
        try {
            Path calls = directory.resolve("calls.txt");
            return Files.exists(calls) ? Files.readAllLines(calls) : List.of();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private long counter(int index) {
        try {
            ByteBuffer counters = ByteBuffer.wrap(Files.readAllBytes(directory.resolve("counters.bin")))
                    .order(ByteOrder.LITTLE_ENDIAN);
            if (counters.remaining() < COUNTERS * Long.BYTES || counters.getLong(0) != MAGIC) {
                throw new IllegalStateException(
                        "counters.bin is not the stand-in's; is its DLL the one that is loaded?");
            }
            return counters.getLong(index * Long.BYTES);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Returns the rule for {@link #play} that lists a session inside a virtual machine. */
    public static String guest(SceneSession session, long uniqueId, String machine, String farm) {
        return new Line(sessionLine(session).strip())
                .with("uid", uniqueId)
                .with("host", machine)
                .with("farm", farm)
                .toString()
                .strip();
    }

    private static String sessionLine(SceneSession session) {
        SessionTimes times = session.times();
        ClientInfo client = session.client();
        return new Line("session")
                .with("id", session.id())
                .with("name", session.name())
                .with("state", session.state().code())
                .with("flags", flags(session.lock()))
                .with("user", session.user())
                .with("domain", session.domain())
                .with("logonFiletime", fileTime(times.logon()))
                .with("connectFiletime", fileTime(times.connect()))
                .with("disconnectFiletime", fileTime(times.disconnect()))
                .with("inputFiletime", fileTime(times.lastInput()))
                .with("client", client.name())
                .with("family", family(client.address()))
                .with("address", client.address())
                .with("protocol", protocol(client.protocol()))
                .with("build", Math.max(0, client.build()))
                .with("width", Math.max(0, client.width()))
                .with("height", Math.max(0, client.height()))
                .with("color", Math.max(0, client.colorDepth()))
                .with("program", client.initialProgram())
                .with("directory", client.workingDirectory())
                .with("closes", session.logoffTakes().toMillis())
                .toString();
    }

    private static String answerLine(SceneSession session) {
        return session.button() == 0
                ? ""
                : new Line("answer")
                        .with("session", session.id())
                        .with("response", session.button())
                        .toString();
    }

    private static String processLine(ProcessInfo process) {
        long kernelMillis = process.cpuMillis() / 3;
        return new Line("process")
                .with("session", process.sessionId())
                .with("pid", process.pid())
                .with("name", process.image())
                .with("userMs", process.cpuMillis() - kernelMillis)
                .with("kernelMs", kernelMillis)
                .with("workingSet", process.workingSetBytes())
                .with("handles", process.handles())
                .with("threads", process.threads())
                .toString();
    }

    private static int flags(LockState lock) {
        return switch (lock) {
            case LOCKED -> 0;
            case UNLOCKED -> 1;
            case UNKNOWN -> -1;
        };
    }

    private static int protocol(ClientProtocol protocol) {
        return switch (protocol) {
            case CONSOLE, UNKNOWN -> 0;
            case ICA -> 1;
            case RDP -> 2;
        };
    }

    private static int family(String address) {
        if (address.isEmpty()) {
            return 0;
        }
        return address.indexOf(':') >= 0 ? AF_INET6 : AF_INET;
    }

    private static long fileTime(Optional<Instant> time) {
        return time.map(t -> Duration.between(Instant.EPOCH, t).plusSeconds(EPOCH_OFFSET_SECONDS))
                .map(sinceStart -> sinceStart.dividedBy(Duration.ofNanos(100)))
                .orElse(0L);
    }

    /** One record of a scenario. */
    private static final class Line {

        private final StringJoiner fields = new StringJoiner("\t", "", "\n");

        Line(String type) {
            fields.add(type);
        }

        Line with(String key, Object value) {
            fields.add(key + '=' + value);
            return this;
        }

        @Override
        public String toString() {
            return fields.toString();
        }
    }
}
