package io.github.logoffd.monitoring;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.logoffd.audit.journal.JournalCheck;
import io.github.logoffd.audit.journal.JournalFiles;
import io.github.logoffd.audit.journal.JournalKind;
import io.github.logoffd.audit.journal.JournalLine;
import io.github.logoffd.audit.journal.Verdict;
import io.github.logoffd.testing.Await;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.jolokia.json.JSONObject;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The service is killed again and again while clients end sessions: the journal has everything that was answered,
 * nothing that was not asked for, and fits together.
 */
class KilledServiceIT {

    /** More in the scheduled run. */
    private static final int KILLS = Integer.getInteger("logoffd.kills", 10);

    private static final int CLIENTS = 2;
    private static final long SEED = Long.getLong("logoffd.seed", System.nanoTime());
    private static final String REPEAT = "Repeat with -Dlogoffd.seed=" + SEED;
    /** Limits outlive a kill, and would refuse what these clients ask for. */
    private static final String[] NO_LIMITS = {
        "limit.logoffsPerMinute=0", "limit.logoffsPerHour=0", "limit.allLogoffsPerMinute=0", "limit.allLogoffsPerHour=0"
    };

    private static final String BEAN = "logoffd:type=SessionHost,host=" + RunningService.HOST;

    private static final Random random = new Random(SEED);

    /** The ids of all requests that were sent, and the outcomes of those that were answered. */
    private static final Set<String> sent = ConcurrentHashMap.newKeySet();

    private static final Map<String, String> answered = new ConcurrentHashMap<>();

    @TempDir
    private static Path folder;

    private static JournalFiles files;
    private static List<Map<String, Object>> acts;

    @BeforeAll
    static void killAgainAndAgain() throws Exception {
        try (RunningService service = RunningService.start(folder, List.of("--demo", "--users", "80"), NO_LIMITS)) {
            for (int kill = 0; kill < KILLS; kill++) {
                if (kill > 0) {
                    service.start();
                }
                actUntilKilled(kill, service);
            }
            service.start();
            endSome(service);
        }
        files = JournalFiles.beside(folder.resolve("logs/audit.jsonl"));
        acts = lines(JournalKind.ACTS);
    }

    /** In time to be seen as gone. */
    private static void endSome(RunningService service) {
        List<String> keys = keys(service);
        act("last", keys.subList(0, 3), service, new CountDownLatch(1));
        Await.until("one of them is gone", () -> !keys(service).containsAll(keys.subList(0, 3)));
    }

    private static List<String> keys(RunningService service) {
        return service.users().stream()
                .map(session -> (String) session.get("Key"))
                .toList();
    }

    private static void actUntilKilled(int round, RunningService service) throws Exception {
        List<String> keys = keys(service);
        CountDownLatch begun = new CountDownLatch(CLIENTS);
        ExecutorService clients = Executors.newFixedThreadPool(CLIENTS);
        for (int client = 0; client < CLIENTS; client++) {
            int number = client;
            clients.execute(
                    () -> act(round + "-" + number, keys.subList(number * 40, number * 40 + 40), service, begun));
        }
        assertThat(begun.await(30, TimeUnit.SECONDS)).isTrue();
        int answers = answered.size() + random.nextInt(20);
        Await.until("some more were answered", () -> answered.size() >= answers);
        service.kill();
        clients.shutdown();
        assertThat(clients.awaitTermination(30, TimeUnit.SECONDS)).isTrue();
    }

    /** Ends sessions until the service no longer answers. */
    private static void act(String name, List<String> keys, RunningService service, CountDownLatch begun) {
        try {
            for (String key : keys) {
                String id = name + ":" + key;
                sent.add(id);
                JSONObject answer = service.jolokia(
                        "operator",
                        Map.of(
                                "type",
                                "exec",
                                "mbean",
                                BEAN,
                                "operation",
                                "requestLogoff",
                                "arguments",
                                List.of(key, "", "", 0, id, "test of a kill", false)));
                answered.put(id, (String) ((JSONObject) answer.get("value")).get("Outcome"));
                begun.countDown();
            }
        } catch (UncheckedIOException killed) {
            assertThat(killed).isNotNull();
        }
    }

    private static List<Map<String, Object>> lines(JournalKind kind) throws Exception {
        List<Map<String, Object>> lines = new ArrayList<>();
        for (var file : files.of(kind)) {
            for (String line : Files.readAllLines(file.path(), StandardCharsets.ISO_8859_1)) {
                JournalLine.parse(line.getBytes(StandardCharsets.ISO_8859_1)).ifPresent(lines::add);
            }
        }
        return lines;
    }

    private static List<Map<String, Object>> acts(String phase) {
        return acts.stream().filter(line -> line.get("phase").equals(phase)).toList();
    }

    @Test
    void theJournalFitsTogether() throws Exception {
        Verdict verdict = JournalCheck.of(files, List.of());

        assertThat(verdict.findings()).as(REPEAT).isEmpty();
        assertThat(verdict.lines()).isGreaterThan(2L * answered.size());
    }

    @Test
    void whatWasAnsweredIsThereWithItsOutcome() {
        Map<String, Set<String>> recorded = acts("ANSWERED").stream()
                .collect(Collectors.groupingBy(
                        line -> (String) line.get("requestId"),
                        Collectors.mapping(line -> (String) line.get("outcome"), Collectors.toSet())));

        assertThat(answered)
                .as(REPEAT)
                .hasSizeGreaterThan(KILLS * CLIENTS)
                .allSatisfy((id, outcome) ->
                        assertThat(recorded.getOrDefault(id, Set.of())).as(id).contains(outcome));
    }

    @Test
    void nothingIsThereThatWasNotAskedFor() {
        assertThat(acts("ASKED"))
                .as(REPEAT)
                .isNotEmpty()
                .allSatisfy(line -> assertThat(sent).contains((String) line.get("requestId")));
    }

    @Test
    void everyIntentHasOneAnswer() {
        List<Object> asked =
                acts("ASKED").stream().map(line -> line.get("request")).toList();
        List<Object> answers =
                acts("ANSWERED").stream().map(line -> line.get("request")).toList();

        assertThat(asked).as(REPEAT).doesNotHaveDuplicates();
        assertThat(answers).as(REPEAT).containsExactlyInAnyOrderElementsOf(asked);
    }

    /** No other client ends sessions of this host. */
    @Test
    void everySessionThatWentWasAskedFor() throws Exception {
        Set<Object> asked =
                acts("ASKED").stream().map(line -> line.get("session")).collect(Collectors.toSet());
        List<Map<String, Object>> removed = lines(JournalKind.SESSIONS).stream()
                .filter(line -> line.get("event").equals("logoffd.session.removed"))
                .toList();

        assertThat(removed)
                .as(REPEAT)
                .isNotEmpty()
                .allSatisfy(line -> assertThat(asked).contains(line.get("session")));
    }

    @Test
    void eachKillIsFoundAtTheNextStart() throws Exception {
        List<Object> phases = lines(JournalKind.SERVICE).stream()
                .map(line -> line.get("phase"))
                .toList();

        assertThat(phases).as(REPEAT).filteredOn("CRASHED"::equals).hasSize(KILLS);
        assertThat(phases).as(REPEAT).filteredOn("START"::equals).hasSize(KILLS + 1);
        assertThat(phases).as(REPEAT).endsWith("STOP");
    }

    @Test
    void noNumberIsGivenTwice() throws Exception {
        List<Object> numbers = new ArrayList<>();
        for (JournalKind kind : JournalKind.values()) {
            lines(kind).forEach(line -> numbers.add(line.get("sequence")));
        }

        assertThat(new HashSet<>(numbers)).as(REPEAT).hasSameSizeAs(numbers);
    }
}
