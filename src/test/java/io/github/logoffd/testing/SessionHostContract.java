package io.github.logoffd.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import io.github.logoffd.session.LockState;
import io.github.logoffd.session.LogonIdentity;
import io.github.logoffd.session.Message.Buttons;
import io.github.logoffd.session.MessageResponse;
import io.github.logoffd.session.ProcessInfo;
import io.github.logoffd.session.ProcessTotals;
import io.github.logoffd.session.SessionApiException;
import io.github.logoffd.session.SessionApiException.Reason;
import io.github.logoffd.session.SessionDetail;
import io.github.logoffd.session.SessionKind;
import io.github.logoffd.session.SessionRow;
import io.github.logoffd.session.SessionState;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.LongConsumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What every session host does, whatever stands behind it. A subclass opens the one that is tried. */
public abstract class SessionHostContract extends SessionHostFixture {

    private static final long UNKNOWN_ID = 99;
    private static final long UNKNOWN_PID = 999_999;

    /** A JVM may see a coarser clock than the host. */
    private static final Duration CLOCK_STEP = Duration.ofMillis(50);

    @Test
    void listsServicesConsoleAndListenerBesideTheUsers() {
        assertThat(host.sessions())
                .extracting(SessionRow::id, SessionRow::kind)
                .containsExactlyInAnyOrder(
                        tuple(Scene.SERVICES, SessionKind.SERVICES),
                        tuple(Scene.CONSOLE, SessionKind.CONSOLE),
                        tuple(Scene.WORKING, SessionKind.USER),
                        tuple(Scene.DISCONNECTED, SessionKind.USER),
                        tuple(Scene.LOCKED, SessionKind.USER),
                        tuple(Scene.LONG_NAME, SessionKind.USER),
                        tuple(Scene.LISTENER, SessionKind.LISTENER));
    }

    @Test
    void keepsNamesWithCharactersBeyondAscii() {
        assertThat(rowOf(Scene.WORKING))
                .extracting(SessionRow::user, SessionRow::domain)
                .containsExactly("jörg.müller", "CONTOSO");
        assertThat(rowOf(Scene.DISCONNECTED).user()).isEqualTo("Σοφία");
        assertThat(rowOf(Scene.LOCKED).user()).isEqualTo("zoë.o'neill");
        assertThat(host.detail(Scene.DISCONNECTED).user()).isEqualTo("Σοφία");
    }

    @Test
    void rowOfADisconnectedSessionHasNoStationName() {
        assertThat(rowOf(Scene.WORKING).name()).isEqualTo("RDP-Tcp#2");
        assertThat(rowOf(Scene.DISCONNECTED))
                .extracting(SessionRow::name, SessionRow::state)
                .containsExactly("", SessionState.DISCONNECTED);
    }

    @Test
    void detailHasTheLogonTimeToOneHundredNanoseconds() {
        SessionDetail detail = host.detail(Scene.WORKING);
        assertThat(detail.times().logon()).contains(Scene.logon(start));
        LogonIdentity logon =
                new LogonIdentity(host.name(), Scene.WORKING, Scene.WORKING, "jörg.müller", Scene.logon(start));
        assertThat(logon.matches(detail)).isTrue();
        assertThat(logon.matches(host.detail(Scene.LOCKED))).isFalse();
    }

    @Test
    void agesAreCountedByTheClockOfTheHost() {
        SessionDetail detail = host.detail(Scene.DISCONNECTED);
        assertThat(detail.times().current().orElseThrow()).isBetween(start, now().plus(CLOCK_STEP));
        assertThat(detail.times().lastInput()).isEmpty();
        assertThat(detail.times().secondsSince(detail.times().disconnect())).isBetween(600L, 660L);
    }

    @Test
    void longUserNameIsWholeInTheRowAndCutInTheDetail() {
        assertThat(rowOf(Scene.LONG_NAME).user()).isEqualTo(Scene.LONG_USER);
        assertThat(host.detail(Scene.LONG_NAME).user()).isEqualTo(Scene.LONG_USER.substring(0, 20));
    }

    @Test
    void detailTellsWhetherTheDesktopIsLocked() {
        assertThat(host.detail(Scene.WORKING).lock()).isEqualTo(LockState.UNLOCKED);
        assertThat(host.detail(Scene.LOCKED).lock()).isEqualTo(LockState.LOCKED);
        assertThat(host.detail(Scene.SERVICES).lock()).isEqualTo(LockState.UNKNOWN);
    }

    @Test
    void sessionsWithoutAUserHaveNoLogon() {
        for (long id : List.of(Scene.SERVICES, Scene.CONSOLE, Scene.LISTENER)) {
            assertThat(rowOf(id).hasUser()).isFalse();
            assertThat(host.detail(id).user()).isEmpty();
            assertThat(host.detail(id).times().logon()).isEmpty();
        }
    }

    @Test
    void clientIsDescribedWithItsAddress() {
        assertThat(host.client(Scene.WORKING)).isEqualTo(Scene.IPV4_CLIENT);
        assertThat(host.client(Scene.LOCKED)).isEqualTo(Scene.IPV6_CLIENT);
    }

    @Test
    void disconnectedSessionHasNoClient() {
        assertThatNoUserIsConnectedTo(Scene.DISCONNECTED);
    }

    @Test
    void unknownIdIsNotFound() {
        assertRefusedByAll(UNKNOWN_ID, Reason.NOT_FOUND);
    }

    @Test
    void highestIdIsLookedForLikeAnyOther() {
        assertRefusedByAll(0xFFFF_FFFDL, Reason.NOT_FOUND);
    }

    @ParameterizedTest
    @ValueSource(longs = {Long.MIN_VALUE, -2, -1, 0xFFFF_FFFEL, 0xFFFF_FFFFL, 0x1_0000_0002L, Long.MAX_VALUE})
    void idsThatNoSessionCanHaveAreInvalidArguments(long id) {
        for (LongConsumer question : questions()) {
            assertThatThrownBy(() -> question.accept(id))
                    .isInstanceOfSatisfying(
                            SessionApiException.class, e -> assertThat(e.code()).isEqualTo(87));
        }
        for (LongConsumer act : acts()) {
            assertThatThrownBy(() -> act.accept(id))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("Allowed: 0 to 4294967293");
        }
        assertThatNothingIsClosing();
    }

    @Test
    void sessionStaysListedWhileItIsLoggedOffAndIsGoneAfterwards() {
        host.logoff(Scene.WORKING);
        assertThat(isListed(Scene.WORKING)).isTrue();
        assertThat(host.detail(Scene.WORKING).user()).isEqualTo("jörg.müller");

        awaitThat("the session is gone", () -> !isListed(Scene.WORKING));
        assertRefusedByAll(Scene.WORKING, Reason.NOT_FOUND);
        assertThat(host.processes()).extracting(ProcessInfo::sessionId).doesNotContain(Scene.WORKING);
        assertThat(host.sessions()).hasSize(6);
    }

    @Test
    void secondLogoffFindsTheSessionClosing() {
        host.logoff(Scene.DISCONNECTED);
        assertRefused(() -> host.logoff(Scene.DISCONNECTED), Reason.CLOSING);
    }

    @Test
    void servicesAndListenerCannotBeTouched() {
        for (long id : List.of(Scene.SERVICES, Scene.LISTENER)) {
            assertRefused(() -> host.logoff(id), Reason.ACCESS_DENIED);
            assertRefused(() -> host.disconnect(id), Reason.ACCESS_DENIED);
        }
        assertThat(host.sessions()).hasSize(7);
    }

    @Test
    void disconnectTakesTheClientAndKeepsTheSession() {
        host.disconnect(Scene.WORKING);
        awaitThat("the session is disconnected", () -> rowOf(Scene.WORKING).state() == SessionState.DISCONNECTED);
        assertThat(rowOf(Scene.WORKING).name()).isEmpty();
        assertThatNoUserIsConnectedTo(Scene.WORKING);
        SessionDetail detail = host.detail(Scene.WORKING);
        assertThat(detail.times().logon()).contains(Scene.logon(start));
        assertThat(detail.times().disconnect().orElseThrow()).isBetween(start, now().plus(CLOCK_STEP));
        assertThat(rowOf(Scene.LOCKED).state()).isEqualTo(SessionState.ACTIVE);
    }

    @Test
    void disconnectingADisconnectedSessionChangesNothing() {
        SessionDetail before = host.detail(Scene.DISCONNECTED);
        host.disconnect(Scene.DISCONNECTED);
        assertThat(host.detail(Scene.DISCONNECTED).times().disconnect())
                .isEqualTo(before.times().disconnect());
    }

    @Test
    void aMessageIsAnsweredByAButtonOrNotOrNotWaitedFor() {
        assertThat(host.sendMessage(Scene.WORKING, message("Title", Buttons.OK, true)))
                .isEqualTo(MessageResponse.OK);
        assertThat(host.sendMessage(Scene.LOCKED, message("Title", Buttons.YES_NO, true)))
                .isEqualTo(MessageResponse.YES);
        assertThat(host.sendMessage(Scene.WORKING, message("Title", Buttons.OK, false)))
                .isEqualTo(MessageResponse.ASYNC);
        assertThat(host.sendMessage(Scene.DISCONNECTED, message("Title", Buttons.OK, true)))
                .isEqualTo(MessageResponse.TIMEOUT);
    }

    @Test
    void messageMayHaveNoTitle() {
        assertThat(host.sendMessage(Scene.WORKING, message("", Buttons.OK, false)))
                .isEqualTo(MessageResponse.ASYNC);
    }

    @Test
    void processesCarryTheirSessionAndCanBeSummedUp() {
        assertThat(host.processes()).containsExactlyInAnyOrderElementsOf(Scene.PROCESSES);
        ProcessTotals totals = ProcessTotals.NONE;
        for (ProcessInfo process : host.processes()) {
            totals = process.sessionId() == Scene.WORKING ? totals.plus(process) : totals;
        }
        assertThat(totals).isEqualTo(new ProcessTotals(2, 12_300, 163_000_000, 2650));
    }

    @Test
    void terminatedProcessIsGone() {
        host.terminateProcess(2012, 1);
        assertThat(host.processes()).extracting(ProcessInfo::pid).containsExactlyInAnyOrder(712L, 2008L, 3008L);
        assertThatThrownBy(() -> host.terminateProcess(UNKNOWN_PID, 1))
                .isInstanceOfSatisfying(
                        SessionApiException.class, e -> assertThat(e.code()).isEqualTo(87));
    }

    @Test
    void waitForEventsLastsUntilASessionChanges() {
        endWaitsUntilDone(CompletableFuture.runAsync(this::useUpEvents, threads));
        CompletableFuture<Boolean> wait = CompletableFuture.supplyAsync(host::awaitEvent, threads);
        assertThat(Await.holdsWithin(Duration.ofMillis(400), wait::isDone)).isFalse();
        host.disconnect(Scene.WORKING);
        awaitThat("the wait has noticed the change", wait::isDone);
        assertThat(wait).isCompletedWithValue(true);
    }

    @Test
    void endOfALogoffIsAnEvent() {
        endWaitsUntilDone(CompletableFuture.runAsync(this::useUpEvents, threads));
        host.logoff(Scene.WORKING);
        CompletableFuture<Boolean> wait = CompletableFuture.supplyAsync(host::awaitEvent, threads);
        awaitThat("the session is gone", () -> !isListed(Scene.WORKING));
        awaitThat("the wait has noticed the change", wait::isDone);
        assertThat(wait).isCompletedWithValue(true);
    }

    @Test
    void waitForEventsCanBeEnded() {
        CompletableFuture<Void> waits = CompletableFuture.runAsync(this::useUpEvents, threads);
        endWaitsUntilDone(waits);
        assertThat(waits).isCompleted();
    }

    @Test
    void answersCannotBeChanged() {
        assertThatThrownBy(() -> host.sessions().remove(0)).isInstanceOf(UnsupportedOperationException.class);
        assertThatThrownBy(() -> host.processes().remove(0)).isInstanceOf(UnsupportedOperationException.class);
    }
}
