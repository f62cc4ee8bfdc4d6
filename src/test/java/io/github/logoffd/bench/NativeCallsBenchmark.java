package io.github.logoffd.bench;

import io.github.logoffd.host.windows.WtsSessionHost;
import io.github.logoffd.session.ProcessInfo;
import io.github.logoffd.session.SessionDetail;
import io.github.logoffd.session.SessionHost;
import io.github.logoffd.session.SessionRow;
import io.github.logoffd.testing.StandIn;
import io.github.logoffd.windows.WineMachine;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

/**
 * Each native call of a refresh, by JNA and to values, in the Windows JVM against the stand-in with {@value #SESSIONS}
 * sessions.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
public class NativeCallsBenchmark {

    private static final int SESSIONS = 1000;

    private final SessionHost host = WtsSessionHost.local("BENCH", false);

    /** Starts JMH in the Windows JVM. */
    public static void main(String[] args) throws Exception {
        try (WineMachine machine = WineMachine.boot()) {
            new StandIn(machine.standInFolder()).play(Crowd.sessions(SESSIONS, id -> false), Crowd.processes(SESSIONS));
            List<String> arguments = new ArrayList<>(MeasuredServer.SERVICE_OPTIONS);
            String classPath = WineMachine.windowsClassPath(System.getProperty("java.class.path"));
            arguments.addAll(List.of("-cp", classPath, "org.openjdk.jmh.Main"));
            arguments.addAll(List.of(NativeCallsBenchmark.class.getSimpleName(), "-f", "1", "-w", "2", "-r", "2"));
            arguments.addAll(List.of("-prof", "gc"));
            int code = machine.javaCommand(arguments).inheritIO().start().waitFor();
            if (code != 0) {
                throw new IllegalStateException("JMH has ended with " + code);
            }
        }
    }

    @Benchmark
    public List<SessionRow> listOfSessions() {
        return host.sessions();
    }

    @Benchmark
    public List<ProcessInfo> listOfProcesses() {
        return host.processes();
    }

    @Benchmark
    public SessionDetail detailOfOneSession() {
        return host.detail(Crowd.FIRST_USER);
    }
}
