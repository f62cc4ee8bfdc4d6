package io.github.logoffd.bench;

import io.github.logoffd.testing.StandIn;
import io.github.logoffd.windows.WineMachine;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;

/**
 * Measures the idle service, with 200 users: in the Windows JVM against the stand-in, and on this system with the demo
 * host, where threads have their names. Prints two tables; CONTRIBUTING has the command.
 */
final class IdleBenchmark {

    private static final int USERS = 200;
    private static final int SECONDS_TO_SETTLE = 40;

    /** Windows waits for events without doing anything; the stand-in would look for them every 5 ms. */
    private static final String NO_EVENTS = "hang\tfunction=WTSWaitSystemEvent\tmillis=86400000";

    private final int minutes;

    private IdleBenchmark(int minutes) {
        this.minutes = minutes;
    }

    /**
     * Measures and prints.
     *
     * @param args how many minutes
     */
    public static void main(String[] args) throws Exception {
        IdleBenchmark benchmark = new IdleBenchmark(Integer.parseInt(args[0]));
        try (WineMachine machine = WineMachine.boot()) {
            StandIn standIn = new StandIn(machine.standInFolder());
            standIn.play(Crowd.sessions(USERS, id -> false), Crowd.processes(USERS), NO_EVENTS);
            Path folder = machine.standInFolder().resolveSibling("bench");
            try (MeasuredServer windows = MeasuredServer.windows(machine, folder);
                    MeasuredServer here = MeasuredServer.product(Files.createTempDirectory("logoffd-bench"), USERS)) {
                benchmark.run(windows, here, standIn);
            }
        }
    }

    private void run(MeasuredServer windows, MeasuredServer here, StandIn standIn) throws Exception {
        TimeUnit.SECONDS.sleep(SECONDS_TO_SETTLE);
        Activity windowsBefore = Activity.of(windows);
        Activity hereBefore = Activity.of(here);
        long callsBefore = calls(standIn);
        TimeUnit.MINUTES.sleep(minutes);
        Activity inWindows = Activity.of(windows).since(windowsBefore);
        Activity onThisSystem = Activity.of(here).since(hereBefore);
        System.out.printf("%d users, %d minutes; per minute:%n%n", USERS, minutes);
        System.out.println("| what | Windows JVM | this system, demo host |");
        System.out.println("|---|---|---|");
        row("processor time, ms", inWindows.cpuMillis(), onThisSystem.cpuMillis());
        row("waits of threads", (double) inWindows.waits(), (double) onThisSystem.waits());
        System.out.printf("| native calls | %d | |%n%n", (calls(standIn) - callsBefore) / minutes);
        System.out.println("| thread on this system | waits |");
        System.out.println("|---|---|");
        onThisSystem
                .waitsByThread()
                .forEach((name, waits) -> System.out.printf("| %s | %d |%n", name, waits / minutes));
    }

    private static long calls(StandIn standIn) {
        return standIn.listings() + standIn.processListings() + standIn.questions();
    }

    private void row(String what, double inWindows, double onThisSystem) {
        System.out.printf("| %s | %.0f | %.0f |%n", what, inWindows / minutes, onThisSystem / minutes);
    }
}
