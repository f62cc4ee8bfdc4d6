package io.github.logoffd.windows;

import static io.github.logoffd.windows.EnduranceRun.hostBean;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import io.github.logoffd.testing.Alone;
import io.github.logoffd.testing.Await;
import io.github.logoffd.testing.StandIn;
import java.nio.file.Path;
import java.time.Duration;
import java.util.function.BooleanSupplier;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/**
 * One installed service in the Windows JVM for minutes or hours, while people come and go on four hosts, ids pass from
 * one to the next, hosts fail, hang, disappear and have their clocks set, rules change, files are emptied and cut, and
 * clients ask for everything at once. Afterwards nothing was done to a session that no request asked for or that a rule
 * forbade, and nothing is left over. {@code -Dlogoffd.endurance=PT2H} says how long; {@code -Dlogoffd.endurance.seed}
 * repeats the same chances, but not the same order of threads.
 */
@Alone
@ExtendWith(WineExtension.class)
@TestInstance(Lifecycle.PER_CLASS)
class EnduranceIT {

    private static final Duration LENGTH = Duration.parse(System.getProperty("logoffd.endurance", "PT1M"));
    private static final long SEED = Long.getLong("logoffd.endurance.seed", System.nanoTime());
    private static final String REPEAT = "-Dlogoffd.endurance.seed=" + SEED;
    private static final Duration LONG_ENOUGH_FOR_THE_HEAP = Duration.ofMinutes(10);
    private static final int HANDLES_OF_A_HOST = 2;
    private static final int FEW_THREADS = 8;
    private static final long FEW_BYTES = 8L << 20;

    private StandIn standIn;
    private EnduranceRun run;
    private long violationsBefore;

    @BeforeAll
    void endure(WineMachine machine, @TempDir Path folder) throws Exception {
        System.out.println("Endurance for " + LENGTH + " with " + REPEAT);
        standIn = new StandIn(machine.standInFolder());
        run = new EnduranceRun(machine, folder, SEED);
        run.start();
        violationsBefore = standIn.violations();
        run.endure(LENGTH);
        System.out.println("Endured " + LENGTH + " with " + REPEAT + ": " + run.figures());
    }

    @AfterAll
    void removeService() {
        run.service().net("stop");
        try {
            run.service().awaitEnd();
            await(
                    "everything is given back at the stop",
                    () -> standIn.liveAllocations() == 0 && standIn.liveHandles() == 0);
            run.service().forgetAfterStop();
        } finally {
            run.service().script("uninstall.cmd");
        }
    }

    @Test
    void everyRequestIsAnsweredAsItMustBe() {
        assertThat(run.requests().failures()).as(REPEAT).isEmpty();
    }

    @Test
    void everythingThatIsToHappenHasHappened() {
        assertThat(run.events())
                .as(REPEAT)
                .allSatisfy((event, times) -> assertThat(times).as(event).isPositive());
    }

    /**
     * From the moment that other rules are in force to the one at which they are taken back, whatever happens to their
     * file meanwhile.
     */
    @Test
    void whatTheRulesForbidIsNotDone() {
        assertThat(run.rules().stretches())
                .as(REPEAT)
                .allSatisfy(stretch -> assertThat(stretch.forbidden(run.accepted()))
                        .as(stretch.toString())
                        .isEmpty());
    }

    @Test
    void noUserIsLoggedOffWhomARuleProtects() {
        AuditedActs audited = AuditedActs.in(run.auditFile());
        assertThat(run.accepted().stream()
                        .filter(StandInCall::isLogoff)
                        .filter(call -> audited.account(run.keyOf(call)).endsWith("\\" + ChurnedHost.PROTECTED)))
                .as("Logged off although protected; " + REPEAT)
                .isEmpty();
        assertThat(audited.refusedBy("guard.protectedAccounts")).as(REPEAT).isPositive();
    }

    /**
     * What asks for sessions that have been disconnected for a month explains no act, and answers as
     * {@link TimedClient} demands.
     */
    @Test
    void timesAreNotTrustedAfterAClockWasSet() {
        assertThat(AuditedActs.in(run.auditFile()).refusedBy("clockSet"))
                .as(REPEAT)
                .isPositive();
    }

    /** Logoffs above all, disconnects and messages as well; no dry runs. */
    @Test
    void nothingIsDoneThatNoRequestAskedFor() {
        AuditedActs audited = AuditedActs.in(run.auditFile());
        assertThat(run.accepted()).as(REPEAT).anyMatch(StandInCall::isLogoff);
        assertThat(run.accepted().stream().filter(call -> !audited.explain(call, run.keyOf(call))))
                .as("Done, and no request asked for it; " + REPEAT)
                .isEmpty();
    }

    @Test
    void everyRequestInTheAuditFileHasItsAnswer() {
        assertThat(AuditedActs.in(run.auditFile()).unpaired()).as(REPEAT).isEmpty();
    }

    /** One that calls off a countdown does nothing to a session, so that no act shows that it is missing. */
    @Test
    void everyKindOfRequestIsInTheAuditFile() {
        assertThat(AuditedActs.in(run.auditFile()).operations())
                .as(REPEAT)
                .containsExactlyInAnyOrder(
                        "logoff",
                        "logoffSession",
                        "requestLogoff",
                        "warnAndLogoff",
                        "cancelLogoff",
                        "logoffDisconnected",
                        "disconnect",
                        "sendMessage",
                        "sendMessageToAll");
    }

    @Test
    void inTheEndTheBeansAreWhoIsThere() {
        run.hosts().forEach((host, people) -> {
            assertThat(run.service().read(hostBean(host), "Reachable")).as(host).isEqualTo(true);
            assertThat(run.users(host)).as(host + ", " + REPEAT).isEqualTo(people.people());
            assertThat(run.sessions(host))
                    .as(host + ", " + REPEAT)
                    .allSatisfy(session -> assertThat(
                                    run.service().read(sessionBean(host, session.get("UniqueId")), "Key"))
                            .isEqualTo(session.get("Key")));
            assertThat(run.requests().read("logoffd:type=Session,host=" + host + ",*", "Key"))
                    .get(InstanceOfAssertFactories.MAP)
                    .as(host + ", " + REPEAT)
                    .hasSameSizeAs(run.sessions(host));
        });
    }

    @Test
    void inTheEndNothingIsUnderWay() {
        run.hosts().keySet().forEach(host -> {
            assertThat(run.service().read(hostBean(host), "LogoffsPending"))
                    .as(host + ", " + REPEAT)
                    .isEqualTo(0L);
            assertThat(run.sessions(host))
                    .as(host + ", " + REPEAT)
                    .extracting(session -> session.get("LogoffState"))
                    .containsOnly("NONE");
        });
    }

    @Test
    void everythingIsGivenBackToWindows() {
        assertThat(standIn.violations()).as(REPEAT).isEqualTo(violationsBefore);
        await("everything is given back", () -> standIn.liveAllocations() == 0);
        await(
                "no more handles are open than hosts keep",
                () -> standIn.liveHandles()
                        <= (long) HANDLES_OF_A_HOST * (run.hosts().size() - 1));
    }

    @Test
    void threadsDoNotPileUp() {
        long usual = run.gauges().least(2).threads();
        await(
                "there are at most the " + usual + " threads of the second quarter and " + FEW_THREADS + " more",
                () -> run.gauges().now().threads() <= usual + FEW_THREADS);
    }

    /**
     * A JVM collects what is old rarely, so in the first minutes the least rises without a leak: a short run proves
     * nothing.
     */
    @Test
    void theHeapDoesNotGrow() {
        assumeThat(LENGTH)
                .as("growth of the heap shows in a run of ten minutes or more")
                .isGreaterThanOrEqualTo(LONG_ENOUGH_FOR_THE_HEAP);
        long before = run.gauges().least(2).heapBytes();
        assertThat(run.gauges().least(4).heapBytes())
                .as(REPEAT)
                .isLessThanOrEqualTo(before + before * 3 / 10 + FEW_BYTES);
    }

    private static void await(String what, BooleanSupplier condition) {
        assertThat(Await.holdsWithin(EnduranceRun.LONG, condition))
                .as(what + ", " + REPEAT)
                .isTrue();
    }

    private static String sessionBean(String host, Object uniqueId) {
        return "logoffd:type=Session,host=" + host + ",id=" + uniqueId;
    }
}
