package io.github.logoffd.windows;

import io.github.logoffd.testing.Await;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;

/**
 * Puts restrictions in force for some seconds by changing the configuration, and keeps when each of them held. One
 * thread changes.
 */
final class RuleChanges {

    private static final Duration LIMIT = Duration.ofSeconds(20);
    private static final Duration STEP = Duration.ofMillis(50);

    /** What was admitted before can reach Windows later: a call that acts hangs for half of this at most. */
    private static final Duration CALLS_UNDER_WAY = Duration.ofSeconds(1);

    /**
     * A stretch of time in which a restriction was in force, and no earlier call was in progress.
     *
     * @param until when the file was changed back
     */
    record Stretch(Restriction restriction, Instant from, Instant until) {

        /** Returns what Windows has accepted although this forbids it. */
        List<StandInCall> forbidden(List<StandInCall> accepted) {
            return restriction.forbidden(accepted.stream()
                    .filter(call -> call.time().isAfter(from) && call.time().isBefore(until))
                    .toList());
        }
    }

    private final ServiceFile configuration;
    private final AppendedLines audit;
    private final CheckedRequests requests;
    private final List<Stretch> stretches = new CopyOnWriteArrayList<>();
    private volatile boolean dryRun;
    private volatile Instant dryRunUntil = Instant.MIN;

    /** Changes the rules of a service that runs by the usual ones. */
    RuleChanges(ServiceFile configuration, Path serviceLines, CheckedRequests requests) {
        this.configuration = configuration;
        this.audit = new AppendedLines(serviceLines);
        this.requests = requests;
    }

    /**
     * Restricts the service while something else happens.
     *
     * @param meanwhile gets a check of whether the service shows the restriction at that moment
     */
    void restrict(Restriction restriction, Consumer<Runnable> meanwhile) {
        String usual = configuration.text();
        dryRun = restriction == Restriction.DRY_RUN;
        change(restriction.in(usual), restriction + " is in force");
        checkShown(restriction);
        Instant from = Instant.now().plus(CALLS_UNDER_WAY);
        meanwhile.accept(() -> checkShown(restriction));
        checkShown(restriction);
        stretches.add(new Stretch(restriction, from, Instant.now()));
        change(usual, "the usual rules are in force after " + restriction);
        if (dryRun) {
            dryRunUntil = Instant.now();
            dryRun = false;
        }
    }

    private void checkShown(Restriction restriction) {
        if (!restriction.isShown(requests)) {
            requests.fail(restriction + " has to be in force, and the Service bean does not show it.");
        }
    }

    private void change(String text, String what) {
        configuration.write(text);
        if (!Await.holdsWithin(LIMIT, STEP, this::isReloaded)) {
            requests.fail("Waited in vain until " + what + '.');
        }
    }

    private boolean isReloaded() {
        return audit.next().stream()
                .anyMatch(line -> line.contains("\"phase\":\"RELOAD\"") && line.contains("The rules for acting"));
    }

    /** Tells whether a request that was sent then can have been a dry run by the rules. */
    boolean canBeDryRunSince(Instant sent) {
        return dryRun || !dryRunUntil.isBefore(sent);
    }

    List<Stretch> stretches() {
        return new ArrayList<>(stretches);
    }

    int count(Restriction restriction) {
        return (int) stretches.stream()
                .filter(stretch -> stretch.restriction() == restriction)
                .count();
    }
}
