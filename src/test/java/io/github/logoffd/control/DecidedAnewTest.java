package io.github.logoffd.control;

import static io.github.logoffd.control.ControlFixture.ALICE;
import static io.github.logoffd.control.ControlFixture.alice;
import static io.github.logoffd.control.ControlFixture.answerOf;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.logoffd.control.request.LogoffAnswer;
import io.github.logoffd.control.request.Outcome;
import io.github.logoffd.control.rules.ActingRules;
import io.github.logoffd.control.rules.GuardRules;
import io.github.logoffd.control.rules.NamePattern;
import io.github.logoffd.control.rules.RateLimits;
import io.github.logoffd.session.SessionRow;
import io.github.logoffd.testing.Await;
import io.github.logoffd.testing.Controls;
import io.github.logoffd.testing.Samples;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * A request id is used up by what acted, may have acted or can never change; whatever else was answered is decided
 * anew.
 */
class DecidedAnewTest {

    private static final String KEY = alice().key();
    private static final SessionRow AWAY = Samples.disconnected(3, "alice");

    private final ControlFixture fixture = new ControlFixture();

    @AfterEach
    void close() {
        fixture.close();
    }

    private LogoffAnswer request() {
        return request(KEY, 0, false);
    }

    private LogoffAnswer request(String session, long minimumSeconds, boolean dryRun) {
        return fixture.control.automation().requestLogoff(session, "", "", minimumSeconds, "job-7", "", dryRun);
    }

    private void rules(boolean enabled, boolean dryRun, GuardRules guard, RateLimits limits) {
        fixture.rules.set(new ActingRules(enabled, dryRun, false, guard, limits));
    }

    private void open() {
        fixture.rules.set(Controls.OPEN);
    }

    private void assertActsNow(LogoffAnswer answer) {
        assertThat(answer.outcome()).isEqualTo(Outcome.ACCEPTED);
        assertThat(answer.dryRun()).isFalse();
        assertThat(fixture.host.actingCalls()).last().isEqualTo("logoff 3");
    }

    /** The same request again is neither carried out nor anything but the first answer. */
    private void assertIsRemembered(LogoffAnswer first) {
        fixture.host.forgetCalls();
        assertThat(request()).isEqualTo(first);
        assertThat(fixture.host.calls()).isEmpty();
    }

    @Test
    void aDryRunUsesNoRequestIdUp() {
        assertThat(request(KEY, 0, true).dryRun()).isTrue();

        assertActsNow(request());
    }

    @Test
    void aDryRunAfterTheActIsADryRun() {
        request();
        fixture.host.forgetCalls();

        assertThat(request(KEY, 0, true).dryRun()).isTrue();
        assertThat(fixture.host.actingCalls()).isEmpty();
    }

    @Test
    void aDryRunOfTheWholeServiceUsesNoRequestIdUp() {
        rules(true, true, Controls.OPEN.guard(), Controls.OPEN.limits());
        assertThat(request().dryRun()).isTrue();
        open();

        assertActsNow(request());
    }

    @Test
    void theTimeThatIsNotOverYetIsLookedAtAnew() {
        fixture.host.with(AWAY, Samples.detail(ALICE));
        assertThat(request(KEY, 600, false).outcome()).isEqualTo(Outcome.REFUSED_STATE);
        fixture.host.with(AWAY);

        assertActsNow(request(KEY, 600, false));
    }

    @Test
    void whatTheRulesRefuseIsDecidedAnew() {
        GuardRules guard = Controls.OPEN.guard();
        List<ActingRules> refusing = List.of(
                new ActingRules(false, false, false, guard, Controls.OPEN.limits()),
                new ActingRules(
                        true,
                        false,
                        false,
                        new GuardRules(List.of(new NamePattern("alice")), List.of(), Set.of(), false, false),
                        Controls.OPEN.limits()),
                new ActingRules(
                        true,
                        false,
                        false,
                        new GuardRules(List.of(), List.of(), Set.of(), true, false),
                        Controls.OPEN.limits()));
        for (ActingRules rules : refusing) {
            fixture.rules.set(rules);
            assertThat(request().outcome().isRefusal()).isTrue();
        }
        open();

        assertActsNow(request());
        assertThat(fixture.service.counters().refused()).isEqualTo(3);
    }

    @Test
    void whatALimitRefusesIsDecidedAnew() {
        fixture.host.with(Samples.active(5, "bob"));
        rules(true, false, Controls.OPEN.guard(), new RateLimits(1, 0, 0, 0, 0));
        fixture.service.logoff(Samples.session(Samples.active(5, "bob")), false);
        assertThat(request().outcome()).isEqualTo(Outcome.REFUSED_LIMIT);
        open();

        assertActsNow(request());
    }

    @Test
    void aSessionThatWasNotThereIsLookedForAnew() {
        fixture.host.end(3);
        assertThat(request("3", 0, false).outcome()).isEqualTo(Outcome.NOT_FOUND);
        fixture.host.with(ALICE);

        assertActsNow(request("3", 0, false));
    }

    @Test
    void whatCertainlyHadNoEffectIsTriedAnew() {
        fixture.host.fail("logoff 3", 5);
        assertThat(request().code()).isEqualTo(5);
        fixture.host.repair("logoff 3");

        assertActsNow(request());
    }

    @Test
    void whatCouldNotBeReadIsTriedAnew() {
        fixture.host.fail("detail 3", 1460);
        assertThat(request().outcome()).isEqualTo(Outcome.FAILED);
        fixture.host.repair("detail 3");

        assertActsNow(request());
    }

    @Test
    void whatCouldNotBeRecordedIsTriedAnew() {
        fixture.trail.refuse();
        assertThat(request().outcome()).isEqualTo(Outcome.FAILED);
        fixture.trail.accept();

        assertActsNow(request());
    }

    @Test
    void afterARefusalTheRequestMayHaveOtherArguments() {
        request(KEY, 999_999, false);

        assertActsNow(request(KEY, 0, false));
    }

    @ParameterizedTest
    @ValueSource(ints = {1460, 1726, 0})
    void whatMayHaveTakenEffectIsNotDoneAgain(int code) {
        fixture.host.fail("logoff 3", code);
        LogoffAnswer first = request();
        fixture.host.repair("logoff 3");

        assertThat(first.outcome()).isEqualTo(Outcome.FAILED);
        assertIsRemembered(first);
    }

    @Test
    void whatFailedUnexpectedlyIsNotDoneAgain() {
        fixture.host.onceDuring("logoff 3", () -> {
            throw new IllegalStateException("broken");
        });
        LogoffAnswer first = request();

        assertThat(first.outcome()).isEqualTo(Outcome.FAILED);
        assertIsRemembered(first);
    }

    @Test
    void whatIsStillPendingIsNotDoneAgain() {
        CountDownLatch asking = new CountDownLatch(1);
        CountDownLatch answer = new CountDownLatch(1);
        fixture.host.onceDuring("logoff 3", () -> {
            asking.countDown();
            Await.until("the test has seen enough", () -> answer.getCount() == 0);
        });
        CompletableFuture<LogoffAnswer> other = fixture.logoffElsewhere(alice(), false);
        Await.until("Windows is being asked", () -> asking.getCount() == 0);
        // Ends the wait for the other request at once.
        Thread.currentThread().interrupt();
        LogoffAnswer first = request();
        assertThat(Thread.interrupted()).isTrue();
        answer.countDown();

        assertThat(first.outcome()).isEqualTo(Outcome.PENDING);
        assertThat(other).succeedsWithin(Duration.ofSeconds(20));
        assertIsRemembered(first);
    }

    @Test
    void aLogonThatIsGoneStaysGone() {
        fixture.host.with(ALICE, Samples.detail(ALICE, Samples.LOGON.plusSeconds(1)));
        LogoffAnswer first = request();

        assertThat(first.outcome()).isEqualTo(Outcome.GONE);
        assertIsRemembered(first);
    }

    @Test
    void theNextLogonUnderAnIdIsNotEndedByARepetition() {
        // The list still shows alice, the fresh read shows who has the id by now.
        fixture.host.onceDuring(
                "detail 3",
                () -> fixture.host.onceDuring(
                        "detail 3",
                        () -> fixture.host.with(ALICE, Samples.detail(ALICE, Samples.LOGON.plusSeconds(1)))));
        assertThat(request("3", 0, false).outcome()).isEqualTo(Outcome.GONE);

        assertThat(request("3", 0, false).outcome()).isEqualTo(Outcome.GONE);
        assertThat(fixture.host.actingCalls()).isEmpty();
    }

    @Test
    void whoComesMeanwhileGetsTheSameRefusalAndWhoComesLaterIsDecidedAnew() throws Exception {
        CountDownLatch reading = new CountDownLatch(1);
        CountDownLatch refuse = new CountDownLatch(1);
        rules(true, false, new GuardRules(List.of(), List.of(), Set.of(), true, false), Controls.OPEN.limits());
        fixture.host.onceDuring("sessions", () -> {
            reading.countDown();
            Await.until("the second has come", () -> refuse.getCount() == 0);
        });
        CompletableFuture<LogoffAnswer> first = fixture.elsewhere(this::request);
        Await.until("the first is under way", () -> reading.getCount() == 0);
        CompletableFuture<LogoffAnswer> second = fixture.elsewhere(this::request);
        Await.until("the second waits", () -> fixture.trail.lines().size() == 1);
        refuse.countDown();

        assertThat(answerOf(first).outcome()).isEqualTo(Outcome.REFUSED_STATE);
        assertThat(answerOf(second)).isEqualTo(answerOf(first));
        assertThat(fixture.service.counters().refused()).isEqualTo(1);
        open();
        assertActsNow(request());
    }
}
