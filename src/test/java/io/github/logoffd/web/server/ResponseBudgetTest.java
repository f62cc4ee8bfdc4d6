package io.github.logoffd.web.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.logoffd.access.Caller;
import io.github.logoffd.support.json.WrittenJson;
import io.github.logoffd.testing.Await;
import io.github.logoffd.web.HttpFixture;
import io.github.logoffd.web.jolokia.JolokiaServices;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jolokia.json.JSONArray;
import org.jolokia.json.JSONObject;
import org.jolokia.json.JSONStructure;
import org.junit.jupiter.api.Test;

/** How much may be in memory at once, for one user and for all. */
class ResponseBudgetTest {

    private static final long MOST = 100_000;
    private static final String LIST = "{\"type\":\"list\"}";
    private static final String VERSION = "{\"type\":\"version\"}";

    private final ResponseBudget budget = new ResponseBudget(MOST, 8);

    private ResponseBudget.Reservation open(String user) {
        return budget.open(new Caller("http", "192.0.2.1", user, "operator"));
    }

    @Test
    void oneUserGetsHalfOfIt() {
        try (ResponseBudget.Reservation first = open("a");
                ResponseBudget.Reservation second = open("a");
                ResponseBudget.Reservation other = open("b")) {
            assertThat(first.take(MOST / 2)).isTrue();
            assertThat(second.take(ResponseBudget.SMALL + 1)).isFalse();
            assertThat(other.take(MOST / 2)).isTrue();
            assertThat(budget.taken()).isEqualTo(MOST);
        }
    }

    @Test
    void whatIsSmallAlwaysHasAPlace() {
        try (ResponseBudget.Reservation large = open("a");
                ResponseBudget.Reservation small = open("a")) {
            assertThat(large.take(MOST / 2)).isTrue();
            assertThat(small.take(ResponseBudget.SMALL)).isTrue();
            assertThat(small.take(1)).isFalse();
        }
    }

    @Test
    void whoAsksForMuchAtOnceWaitsForHimselfAndNoUserElseDoes() throws Exception {
        try (ResponseBudget.Reservation first = open("a");
                ResponseBudget.Reservation second = open("a");
                ResponseBudget.Reservation third = open("a");
                ResponseBudget.Reservation other = open("b")) {
            first.compute();
            second.compute();
            Thread waiting = new Thread(third::compute);
            waiting.start();
            Await.until("the third waits", () -> waiting.getState() == Thread.State.WAITING);

            other.compute();
            other.computed();

            first.computed();
            waiting.join();
            assertThat(waiting.isAlive()).isFalse();
        }
    }

    /** Each that waits holds a thread of the server. */
    @Test
    void noMoreThanHalfOfThoseThatMayWaitAreOfOneUser() throws Exception {
        List<Thread> waiting = new ArrayList<>();
        try (ResponseBudget.Reservation first = open("a");
                ResponseBudget.Reservation second = open("a");
                ResponseBudget.Reservation fifth = open("a");
                ResponseBudget.Reservation other = open("b")) {
            assertThat(first.compute()).isTrue();
            assertThat(second.compute()).isTrue();
            for (int i = 0; i < 2; i++) {
                Thread thread = new Thread(() -> computeAtOnce(open("a")));
                thread.start();
                waiting.add(thread);
                Await.until("it waits", () -> thread.getState() == Thread.State.WAITING);
            }

            assertThat(CompletableFuture.supplyAsync(fifth::compute))
                    .succeedsWithin(Duration.ofSeconds(20))
                    .isEqualTo(false);
            assertThat(other.compute()).isTrue();

            other.computed();
            first.computed();
            second.computed();
            for (Thread thread : waiting) {
                thread.join();
            }
            computeAtOnce(fifth);
        }
    }

    private static void computeAtOnce(ResponseBudget.Reservation reservation) {
        assertThat(reservation.compute()).isTrue();
        reservation.computed();
    }

    @Test
    void theEndOfARequestGivesEverythingBack() {
        for (int i = 0; i < 10; i++) {
            try (ResponseBudget.Reservation reservation = open("a")) {
                assertThat(reservation.take(MOST / 2)).isTrue();
                assertThat(reservation.take(MOST / 2)).isFalse();
            }
        }
        assertThat(budget.taken()).isZero();
    }

    @Test
    void aBodyTakesAQuarterAtMostSoThatAnyConfiguredSizeHasAPlace() {
        try (ResponseBudget.Reservation reservation = open("a")) {
            assertThat(reservation.takeForBody(Long.MAX_VALUE)).isTrue();
            assertThat(budget.taken()).isEqualTo(MOST / 4);
        }
    }

    @Test
    void everythingInAnAnswerIsCountedLongTextsByTheirLength() {
        assertThat(ResponseBudget.values(Map.of("a", List.of(1, "b", List.of()), "c", "x".repeat(640))))
                .isEqualTo(1 + 1 + 1 + 3 + 1 + 10);
    }

    @Test
    void whatIsWrittenAlreadyCountsOnceHoweverOftenItIsNamed() {
        WrittenJson description = WrittenJson.of("x".repeat(638));

        assertThat(ResponseBudget.values(List.of(description, description, WrittenJson.of("x".repeat(638)))))
                .isEqualTo(1 + 11 + 1 + 11);
    }

    @Test
    void aBulkRequestIsAnsweredAsFarAsThereIsRoomAndEachElementOnItsOwn() throws Exception {
        JSONArray answers = (JSONArray) post(bulk(LIST, 1000));

        List<Object> statuses = statuses(answers);
        assertThat(statuses).hasSize(1000).first().isEqualTo(200);
        assertThat(statuses.subList(statuses.indexOf(503), 1000)).containsOnly(503);
        assertThat(ResponseBudget.values(answers)).isLessThan(MOST / 2 + 6 * 1000);
        assertThat(((JSONObject) answers.get(999)).get("error").toString())
                .startsWith("The request was not carried out: the memory");
        assertThat(budget.taken()).isZero();
    }

    @Test
    void smallElementsCountToo() throws Exception {
        JSONArray answers = (JSONArray) post(bulk(VERSION, 20_000));

        assertThat(statuses(answers)).hasSize(20_000).endsWith(503);
    }

    @Test
    void anAnswerThatIsTooLargeIsNotKept() throws Exception {
        ResponseBudget small = new ResponseBudget(2 * ResponseBudget.SMALL, 8);

        JSONObject answer = (JSONObject) post(small, LIST);

        assertThat(answer).containsOnlyKeys("status", "error").containsEntry("status", 503);
    }

    private static String bulk(String element, int times) {
        return IntStream.range(0, times).mapToObj(i -> element).collect(Collectors.joining(",", "[", "]"));
    }

    private static List<Object> statuses(JSONArray answers) {
        List<Object> statuses = new ArrayList<>();
        answers.forEach(answer -> statuses.add(((JSONObject) answer).get("status")));
        return statuses;
    }

    private JSONStructure post(String json) throws Exception {
        return post(budget, json);
    }

    private static JSONStructure post(ResponseBudget budget, String json) throws Exception {
        Caller monitor = new Caller("http", "192.0.2.1", "monitor", "monitor");
        try (JolokiaServices jolokia = new JolokiaServices(HttpFixture.shippedFiles(), (caller, reason) -> {});
                ResponseBudget.Reservation reservation = budget.open(monitor)) {
            return jolokia.requestsOf(monitor, "", reservation)
                    .handlePostRequest(
                            "/jolokia/",
                            new ByteArrayInputStream(json.getBytes(StandardCharsets.UTF_8)),
                            StandardCharsets.UTF_8.name(),
                            Map.of());
        }
    }
}
