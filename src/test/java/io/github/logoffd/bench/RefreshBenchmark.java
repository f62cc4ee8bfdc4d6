package io.github.logoffd.bench;

import io.github.logoffd.bench.Worker.Cost;
import io.github.logoffd.testing.StandIn;
import io.github.logoffd.windows.WineMachine;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.ToDoubleFunction;

/**
 * What a refresh costs in the Windows JVM, beside the same native calls from C in the same run, both against the
 * stand-in. They take turns, so that whatever else the machine does meets both. Prints a table; CONTRIBUTING has the
 * command.
 */
final class RefreshBenchmark {

    private static final int[] SIZES = {10, 100, 1000, 5000};
    private static final int TURNS = 40;
    private static final int WARM_UP_TURNS = 10;
    private static final int SESSIONS_IN_A_TURN = 1000;
    private static final List<String> KINDS = List.of("native", "binding", "snapshot", "beans", "changing");

    private final StandIn standIn;
    private final Worker c;
    private final Worker java;

    private RefreshBenchmark(StandIn standIn, Worker c, Worker java) {
        this.standIn = standIn;
        this.c = c;
        this.java = java;
    }

    public static void main(String[] args) throws Exception {
        try (WineMachine machine = WineMachine.boot();
                Worker c = new Worker(machine.command(
                        machine.compile("refresh.c", "refresh.exe").toString()));
                Worker java = new Worker(machine.javaCommand(arguments()))) {
            new RefreshBenchmark(new StandIn(machine.standInFolder()), c, java).run();
        }
    }

    private static List<String> arguments() {
        List<String> arguments = new ArrayList<>(MeasuredServer.SERVICE_OPTIONS);
        // Here the snapshot of the host is kept three times, in the service only once.
        arguments.add("-Xmx192m");
        String classPath = WineMachine.windowsClassPath(System.getProperty("java.class.path"));
        arguments.addAll(List.of("-cp", classPath, RefreshInWindows.class.getName()));
        return arguments;
    }

    private void run() throws IOException {
        System.out.println(
                "Microseconds and kB that one refresh takes: the native calls from C; the same through the binding, with"
                        + " values made of the answers;\nthe snapshot made of these; beans and notifications, when nothing has changed and"
                        + " when one session in a hundred has.\n");
        System.out.println(
                "| sessions | native | binding | ratio | kB | snapshot | kB | beans | kB | changing | kB | calls |");
        System.out.println("|---|---|---|---|---|---|---|---|---|---|---|---|");
        for (int size : SIZES) {
            standIn.play(Crowd.sessions(size, id -> false), Crowd.processes(size));
            row(size);
        }
    }

    private void row(int size) throws IOException {
        int rounds = Math.max(1, SESSIONS_IN_A_TURN / size);
        Map<String, List<Cost>> costs = new TreeMap<>();
        for (int turn = -WARM_UP_TURNS; turn < TURNS; turn++) {
            for (String kind : KINDS) {
                Cost cost = (kind.equals("native") ? c : java).measure(kind, rounds);
                if (turn >= 0) {
                    costs.computeIfAbsent(kind, unused -> new ArrayList<>()).add(cost);
                }
            }
        }
        StringBuilder row = new StringBuilder("| " + size + " | ");
        row.append("%.0f | ".formatted(micros(costs.get("native"))));
        for (String kind : KINDS.subList(1, KINDS.size())) {
            row.append("%.0f | ".formatted(micros(costs.get(kind))));
            if (kind.equals("binding")) {
                row.append("%.2f | ".formatted(micros(costs.get(kind)) / micros(costs.get("native"))));
            }
            row.append("%.0f | ".formatted(quarter(costs.get(kind), Cost::bytes) / 1e3));
        }
        System.out.println(row + calls() + " |");
    }

    /** Of a refresh that is not the first, which asks for clients too. */
    private String calls() throws IOException {
        long listings = standIn.listings();
        long processes = standIn.processListings();
        long questions = standIn.questions();
        java.measure("snapshot", 1);
        return standIn.listings() - listings + " + " + (standIn.processListings() - processes) + " + "
                + (standIn.questions() - questions);
    }

    private static double micros(List<Cost> costs) {
        return quarter(costs, Cost::nanos) / 1e3;
    }

    /**
     * What else the machine does makes some turns longer and none shorter, so this is of the better half the middle
     * one.
     */
    private static double quarter(List<Cost> costs, ToDoubleFunction<Cost> number) {
        return costs.stream()
                .sorted(Comparator.comparingDouble(number))
                .skip(costs.size() / 4)
                .mapToDouble(number)
                .findFirst()
                .orElseThrow();
    }
}
