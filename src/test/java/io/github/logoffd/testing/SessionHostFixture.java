package io.github.logoffd.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.logoffd.session.ClientInfo;
import io.github.logoffd.session.Message;
import io.github.logoffd.session.Message.Buttons;
import io.github.logoffd.session.ProcessInfo;
import io.github.logoffd.session.SessionApiException;
import io.github.logoffd.session.SessionApiException.Reason;
import io.github.logoffd.session.SessionHost;
import io.github.logoffd.session.SessionRow;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.BooleanSupplier;
import java.util.function.LongConsumer;
import java.util.stream.Stream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/** Opens and closes the host for each test of the contract, and has what its tests share. */
abstract class SessionHostFixture {

    final ExecutorService threads = Executors.newCachedThreadPool(SessionHostFixture::daemon);
    SessionHost host;
    Instant start;

    /** Returns a host that has these sessions and processes, and on which nothing happens by itself. */
    protected abstract SessionHost open(List<SceneSession> sessions, List<ProcessInfo> processes);

    /** Returns what the clock of the host shows. */
    protected abstract Instant now();

    /** Returns when the host's clock has moved on by {@code duration}. */
    protected abstract void passTime(Duration duration);

    @BeforeEach
    void openHost() {
        start = now();
        host = open(Scene.sessions(start), Scene.PROCESSES);
    }

    @AfterEach
    void closeHost() {
        host.close();
        threads.shutdownNow();
    }

    /** A wait inside a native call cannot be interrupted; it must not keep the JVM of a failed test alive. */
    private static Thread daemon(Runnable task) {
        Thread thread = new Thread(task, "wait-for-events");
        thread.setDaemon(true);
        return thread;
    }

    /** Returns when a wait was ended from outside. Events of earlier tests may come before. */
    void useUpEvents() {
        while (host.awaitEvent()) {
            Thread.onSpinWait();
        }
    }

    /** Again and again, because an end is not kept for a wait that has not begun yet. */
    void endWaitsUntilDone(CompletableFuture<Void> waits) {
        Await.until("the wait has ended", () -> {
            host.endWait();
            return waits.isDone();
        });
    }

    void awaitThat(String what, BooleanSupplier condition) {
        Await.until(what, () -> {
            passTime(Duration.ofMillis(50));
            return condition.getAsBoolean();
        });
    }

    void assertThatNoUserIsConnectedTo(long id) {
        ClientInfo client = host.client(id);
        assertThat(client.name()).isEmpty();
        assertThat(client.address()).isEmpty();
        assertThat(client)
                .extracting(ClientInfo::build, ClientInfo::width, ClientInfo::height, ClientInfo::colorDepth)
                .containsExactly(-1L, -1, -1, -1);
    }

    void assertRefusedByAll(long id, Reason reason) {
        for (LongConsumer call : callsWithAnId()) {
            assertRefused(() -> call.accept(id), reason);
        }
    }

    /**
     * A number that is truncated to 32 bits on its way would have hit another session: a logoff can be begun only once.
     */
    void assertThatNothingIsClosing() {
        for (long id : List.of(Scene.WORKING, Scene.DISCONNECTED, Scene.LOCKED, Scene.LONG_NAME)) {
            host.logoff(id);
        }
    }

    List<LongConsumer> callsWithAnId() {
        return Stream.concat(questions().stream(), acts().stream()).toList();
    }

    List<LongConsumer> questions() {
        return List.of(id -> host.detail(id), id -> host.client(id));
    }

    List<LongConsumer> acts() {
        return List.of(
                id -> host.logoff(id),
                id -> host.disconnect(id),
                id -> host.sendMessage(id, message("Title", Buttons.OK, false)));
    }

    static void assertRefused(ThrowingCallable call, Reason reason) {
        assertThatThrownBy(call)
                .isInstanceOfSatisfying(
                        SessionApiException.class, e -> assertThat(e.reason()).isEqualTo(reason));
    }

    boolean isListed(long id) {
        return host.sessions().stream().anyMatch(row -> row.id() == id);
    }

    SessionRow rowOf(long id) {
        return host.sessions().stream()
                .filter(row -> row.id() == id)
                .findFirst()
                .orElseThrow();
    }

    static Message message(String title, Buttons buttons, boolean waitForButton) {
        return new Message(
                title, "Bitte abmelden – gleich wird neu gestartet.", buttons, Duration.ofSeconds(1), waitForButton);
    }
}
