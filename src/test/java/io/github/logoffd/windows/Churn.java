package io.github.logoffd.windows;

import io.github.logoffd.testing.StandIn;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * Lets people come and go on several hosts, and hosts fail, hang, disappear and have their clocks set, until the end.
 * One thread at a time.
 */
final class Churn implements Runnable {

    private static final int SHORTEST_PAUSE = 100;
    private static final int LONGEST_PAUSE = 200;

    private final List<ChurnedHost> hosts;
    private final StandIn standIn;
    private final CallsFile calls;
    private final Random random;
    private final CountDownLatch end;
    private final Faults faults;
    private final ClockJumps clockJumps;
    private final Map<ChurnedHost, Long> awayUntil = new HashMap<>();
    private int disappearances;

    Churn(List<ChurnedHost> hosts, StandIn standIn, CallsFile calls, Random random, CountDownLatch end) {
        this.hosts = hosts;
        this.standIn = standIn;
        this.calls = calls;
        this.random = random;
        this.end = end;
        this.faults = new Faults(random);
        this.clockJumps = new ClockJumps(random);
    }

    @Override
    public void run() {
        try {
            while (!end.await(
                    SHORTEST_PAUSE + random.nextInt(LONGEST_PAUSE - SHORTEST_PAUSE + 1), TimeUnit.MILLISECONDS)) {
                applyCalls();
                change(hosts.get(random.nextInt(hosts.size())));
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void change(ChurnedHost host) {
        if (awayUntil.containsKey(host) && System.nanoTime() - awayUntil.get(host) < 0) {
            return;
        }
        awayUntil.remove(host);
        host.live(random);
        host.setClock(clockJumps.next(host.clockAhead()));
        if (!host.isLocal() && random.nextInt(100) < 1) {
            disappearances++;
            standIn.remove(host.server());
            awayUntil.put(
                    host,
                    System.nanoTime()
                            + Duration.ofMillis(1000 + random.nextInt(4000)).toNanos());
        } else {
            host.play(standIn, faults.next());
        }
    }

    /** Shows every host once more with the remaining sessions, and no call fails from then on. */
    void calm() {
        applyCalls();
        hosts.forEach(host -> host.play(standIn, List.of()));
    }

    /**
     * What was logged off comes back when the scenario is written at that moment, so those must be taken away until
     * none is left.
     */
    void settle() {
        if (applyCalls()) {
            hosts.forEach(host -> host.play(standIn, List.of()));
        }
    }

    private boolean applyCalls() {
        List<StandInCall> acts =
                calls.next().stream().filter(StandInCall::isAccepted).toList();
        acts.forEach(call -> hosts.stream()
                .filter(host -> host.server().equals(call.server()))
                .forEach(host -> host.apply(call)));
        return !acts.isEmpty();
    }

    String figures() {
        return hosts.stream().mapToInt(ChurnedHost::idsReused).sum() + " logons got a used id, "
                + faults.failures() + " rules of failure, " + faults.hangs() + " of hanging, "
                + disappearances + " disappearances of hosts";
    }

    /** Returns how often the clock of a host was set. */
    int clockJumps() {
        return clockJumps.jumps();
    }
}
