package io.github.logoffd.monitor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.logoffd.monitor.EventJournal.Subscription;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The numbers of events, and what a reader gets that comes late, is slow, or comes back. */
class EventJournalTest {

    private static final Instant START = Instant.parse("2026-03-02T10:00:00Z");
    private static final long FIRST = START.toEpochMilli() * 1024;

    private final EventJournal log = new EventJournal(5, 2, () -> START);
    private final ExecutorService threads = Executors.newCachedThreadPool();

    @AfterEach
    void stop() {
        threads.shutdownNow();
    }

    @Test
    void eventsAreNumberedAndKeepWhatTheySay() {
        Event first = log.publish("logoffd.session.logon", "HOST1", "alice logged on.", Map.of("Id", 3L));
        Event second = publish("b");

        assertThat(first)
                .isEqualTo(new Event(
                        FIRST, START, "logoffd.session.logon", "HOST1", "alice logged on.", Map.of("Id", 3L)));
        assertThat(second.sequence()).isEqualTo(FIRST + 1);
    }

    @Test
    void eventsAreCountedByHostAndTypeAlsoThoseThatAreKeptNoMore() {
        for (int i = 0; i < 7; i++) {
            log.publish("logoffd.session.logon", "HOST1", "", Map.of());
        }
        log.publish("logoffd.session.logon", "HOST2", "", Map.of());

        assertThat(log.counts())
                .isEqualTo(Map.of(
                        new EventJournal.Kind("HOST1", "logoffd.session.logon"), 7L,
                        new EventJournal.Kind("HOST2", "logoffd.session.logon"), 1L));
    }

    @Test
    void aLaterRunHasLargerNumbersThatJavaScriptCanHold() {
        EventJournal later = new EventJournal(5, 2, () -> START.plusMillis(1));
        EventJournal inAHundredYears = new EventJournal(5, 2, () -> START.plusSeconds(100L * 365 * 86_400));

        publish(1000);
        assertThat(later.publish("t", "", "", Map.of()).sequence())
                .isGreaterThan(publish("last").sequence());
        assertThat(inAHundredYears.publish("t", "", "", Map.of()).sequence()).isLessThan(1L << 53);
    }

    @Test
    void aNewReaderGetsWhatHappensFromNowOn() throws Exception {
        publish("before");
        Subscription reader = log.subscribe().orElseThrow();
        publish("a");
        publish("b");

        assertThat(messages(reader)).containsExactly("a", "b");
        assertThat(messages(reader)).isEmpty();
        assertThat(reader.isOver()).isFalse();
    }

    @Test
    void aReaderThatComesBackGetsWhatItHasNotSeen() throws Exception {
        Event seen = publish("seen");
        publish("a");
        publish("b");

        assertThat(messages(log.subscribeAfter(seen.sequence()).orElseThrow())).containsExactly("a", "b");
    }

    @Test
    void aReaderThatHasSeenAllGetsTheNext() throws Exception {
        Event seen = publish("seen");
        Subscription reader = log.subscribeAfter(seen.sequence()).orElseThrow();
        assertThat(messages(reader)).isEmpty();
        publish("a");

        assertThat(messages(reader)).containsExactly("a");
    }

    @Test
    void whoAsksForMoreThanIsKeptIsReportedHowManyAreGone() throws Exception {
        publish(8);

        Subscription reader = log.subscribeAfter(FIRST).orElseThrow();
        List<Event> events = reader.next();

        assertThat(reader.next()).isEmpty();
        assertThat(events.get(0).type()).isEqualTo("logoffd.events.missed");
        assertThat(events.get(0).data()).containsEntry("Missed", 2L);
        assertThat(events.get(0).message()).isEqualTo("2 requested events are no longer in the buffer.");
        assertThat(events).extracting(Event::sequence).containsExactlyElementsOf(numbers(2, 8));
    }

    @Test
    void whoResumesAfterBeingToldGetsTheSameRest() throws Exception {
        publish(8);
        Event missed = log.subscribeAfter(FIRST).orElseThrow().next().get(0);

        assertThat(log.subscribeAfter(missed.sequence()).orElseThrow().next())
                .extracting(Event::sequence)
                .containsExactlyElementsOf(numbers(3, 8));
    }

    @Test
    void aNumberOfAnotherRunGetsAllThatIsKeptAndAWarning() throws Exception {
        publish(2);
        for (long other : List.of(1L, FIRST - 2, FIRST + 2, Long.MAX_VALUE)) {
            try (Subscription reader = log.subscribeAfter(other).orElseThrow()) {
                List<Event> events = reader.next();

                assertThat(events).hasSize(3);
                assertThat(events.get(0).type()).isEqualTo(EventJournal.MISSED);
                assertThat(events.get(0).data()).containsEntry("Missed", -1L);
            }
        }
    }

    @Test
    void zeroIsTheBeginning() throws Exception {
        publish(5);
        assertThat(messages(log.subscribeAfter(EventJournal.FROM_THE_BEGINNING).orElseThrow()))
                .containsExactly("0", "1", "2", "3", "4");

        publish("more");
        assertThat(log.subscribeAfter(EventJournal.FROM_THE_BEGINNING)
                        .orElseThrow()
                        .next())
                .hasSize(6)
                .first()
                .satisfies(event -> assertThat(event.data()).containsEntry("Missed", 1L));
    }

    @Test
    void aReaderThatFallsBehindIsDroppedAndCanResume() throws Exception {
        Subscription reader = log.subscribe().orElseThrow();
        publish(5);
        assertThat(reader.isDropped()).isFalse();
        publish("one too many");

        assertThat(reader.isDropped()).isTrue();
        assertThat(reader.isOver()).isTrue();
        assertThat(reader.next()).isEmpty();
        reader.close();
        assertThat(log.subscribeAfter(FIRST - 1).orElseThrow().next().get(0).data())
                .containsEntry("Missed", 1L);
    }

    @Test
    void noMoreThanTheLimitReadAtOnce() {
        Subscription first = log.subscribe().orElseThrow();
        assertThat(log.subscribe()).isPresent();
        assertThat(log.subscribe()).isEmpty();
        assertThat(log.subscribeAfter(FIRST)).isEmpty();

        first.close();
        first.close();
        assertThat(log.subscribe()).isPresent();
        assertThat(log.subscribe()).isEmpty();
    }

    @Test
    void aReaderIsNotifiedOfEachEventAndOfTheEnd() {
        Subscription reader = log.subscribe().orElseThrow();
        List<Object> seen = new ArrayList<>();
        reader.observe(() -> seen.add(
                reader.isOver()
                        ? "end"
                        : reader.next().stream().map(Event::message).toList()));

        publish("a");
        publish("b");
        log.close();

        assertThat(seen).containsExactly(List.of("a"), List.of("b"), "end");
        assertThat(reader.isDropped()).isFalse();
        assertThat(reader.next()).isEmpty();
        assertThat(log.subscribe()).isEmpty();
        assertThat(publish("into the void").sequence()).isEqualTo(FIRST + 2);
    }

    @Test
    void manyComeInPortions() throws Exception {
        EventJournal large = new EventJournal(1000, 1, () -> START);
        Subscription reader = large.subscribe().orElseThrow();
        IntStream.range(0, 250).forEach(i -> large.publish("t", "", "", Map.of()));

        assertThat(List.of(
                        reader.next().size(),
                        reader.next().size(),
                        reader.next().size()))
                .containsExactly(100, 100, 50);
    }

    @Test
    void manyPublishersAndReadersSeeOneOrder() throws Exception {
        EventJournal large = new EventJournal(10_000, 4, () -> START);
        List<CompletableFuture<List<Long>>> readers = IntStream.range(0, 4)
                .mapToObj(i -> large.subscribe().orElseThrow())
                .map(reader -> CompletableFuture.supplyAsync(() -> read(reader, 4000), threads))
                .toList();
        for (int i = 0; i < 4; i++) {
            threads.execute(() -> IntStream.range(0, 1000).forEach(n -> large.publish("t", "", "", Map.of())));
        }

        for (CompletableFuture<List<Long>> reader : readers) {
            assertThat(reader.get(30, TimeUnit.SECONDS)).containsExactlyElementsOf(numbers(0, 4000));
        }
    }

    static List<Named<Consumer<EventJournal>>> calls() {
        return List.of(
                Named.of("publish", journal -> journal.publish("t", "", "", Map.of())),
                Named.of("counts", EventJournal::counts),
                Named.of("subscribe", EventJournal::subscribe),
                Named.of("subscribeAfter", journal -> journal.subscribeAfter(FIRST)),
                Named.of("close", EventJournal::close),
                Named.of("close of a reader", journal -> journal.subscribe().ifPresent(Subscription::close)));
    }

    @ParameterizedTest
    @MethodSource("calls")
    void aPublisherWaitsForNoCallThatHasReturned(Consumer<EventJournal> call) throws Exception {
        call.accept(log);

        assertThat(threads.submit(() -> publish("next"))
                        .get(10, TimeUnit.SECONDS)
                        .message())
                .isEqualTo("next");
    }

    @Test
    void whatAnEventSaysCannotBeChanged() {
        assertThatThrownBy(() -> publish("a").data().put("b", 1)).isInstanceOf(UnsupportedOperationException.class);
    }

    private Event publish(String message) {
        return log.publish("logoffd.test", "HOST1", message, Map.of());
    }

    private void publish(int count) {
        IntStream.range(0, count).forEach(i -> publish(Integer.toString(i)));
    }

    private static List<String> messages(Subscription reader) {
        return reader.next().stream().map(Event::message).toList();
    }

    private static List<Long> read(Subscription reader, int count) {
        List<Long> numbers = new ArrayList<>();
        while (numbers.size() < count && !reader.isOver()) {
            reader.next().forEach(event -> numbers.add(event.sequence()));
        }
        return numbers;
    }

    private static List<Long> numbers(int from, int to) {
        return LongStream.range(FIRST + from, FIRST + to).boxed().toList();
    }
}
