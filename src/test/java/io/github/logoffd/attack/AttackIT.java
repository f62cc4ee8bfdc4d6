package io.github.logoffd.attack;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.logoffd.testing.Alone;
import io.github.logoffd.testing.Await;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.jolokia.json.JSONObject;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Two services in processes of their own, one plain and one under TLS where the name service is dead, are attacked by
 * everything that is known to have brought down such a service. {@link Reader Readers} are served throughout; what is
 * asked for is refused; afterwards both are in their initial state, and the audit file has every denied request.
 */
@EnabledOnOs(
        value = OS.LINUX,
        disabledReason = "Open files are counted in /proc, and a name service is made to fail by LD_PRELOAD.")
@Alone
@TestInstance(Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class AttackIT {

    /** For what leaves many idle threads, which RMI keeps for a minute. */
    private static final int AT_FIRST = 1;

    private static final int AT_LAST = Integer.MAX_VALUE - 1;
    private static final int AFTER_ALL_OTHERS = Integer.MAX_VALUE;

    private static final String MONITOR = Wire.user("monitor", Attacked.PASSWORD);
    private static final String OPERATOR = Wire.user("operator", Attacked.PASSWORD);
    private static final String LIST = "{\"type\":\"list\"}";
    private static final String VERSION = "{\"type\":\"version\"}";
    private static final String READ = "{\"type\":\"read\",\"mbean\":\"" + Attacked.HOST + "\"}";
    private static final int SLOW = 100;

    /** What a reader on a busy machine waits now and then, attacked or not. */
    private static final long NOT_NOTICED_MILLIS = 100;

    private static final int MOST_ATTEMPTS = 5;

    private static final int REPEATS = 50;
    private static final int MANY_SESSIONS = 1_000;

    /** More than the threads that serve requests. */
    private static final int FLOOD = 300;

    private final Denials denials = new Denials();
    private UnderAttack attack;
    private Attacked plain;
    private Attacked secure;
    private LoadAttacks load;
    private ProtocolAttacks protocol;
    private LoginAttacks logins;
    private RmiAttacks rmi;
    private TlsAttacks tls;
    private List<Wire> slow = List.of();
    private Set<String> loggedOff = Set.of();

    @BeforeAll
    void start(@TempDir Path folder) throws Exception {
        attack = new UnderAttack(folder);
        plain = attack.plain;
        secure = attack.secure;
        load = new LoadAttacks(plain);
        protocol = new ProtocolAttacks(plain, denials);
        logins = new LoginAttacks(plain);
        rmi = new RmiAttacks(plain);
        tls = new TlsAttacks(secure, attack.clients);
        slow = load.beginAndStop(
                SLOW,
                "G",
                "GET /jolokia/version HTTP/1.1\r\nX: ",
                Wire.get("/jolokia/version", OPERATOR).strip(),
                "POST /jolokia/ HTTP/1.1\r\nHost: localhost\r\n" + OPERATOR + "Content-Length: 200000\r\n\r\n[");
    }

    @Test
    @Order(AT_FIRST)
    void theRmiPortTakesNothingButLoginsOfUsers() throws Exception {
        rmi.garbage();
        rmi.objectsForEveryRole();
        rmi.objectsForUsers(denials);
        assertThat(rmi.callsBack()).isFalse();
        assertThat(rmi.registry().list()).containsExactly("jmxrmi");
    }

    @Test
    @Order(AT_FIRST)
    void allRmiConnectionsCanBeTakenAndComeBack() throws Exception {
        List<Wire> open = new ArrayList<>();
        for (int i = 0; i < 200; i++) {
            open.add(rmi.connect());
        }
        attack.awaitAnswers(plain, 5);
        for (Wire wire : open) {
            wire.close();
        }
        Await.until("a client is let in again", () -> rmi.letsIn("operator"));
    }

    @Test
    void wrongPasswordsAreRefusedAndRecordedOneByOne() throws Exception {
        logins.guess("victim", 6).forEach(denials::ofLogin);
        logins.guess("stranger", 2).forEach(denials::ofLogin);
        denials.add(rmi.isRefused("victim", "guess") ? 1 : 0);
        assertThat(logins.rightLogin("victim")).isPositive();
    }

    /**
     * Each name is used a second time or for the first, from one address or another, and exists or not. Both kinds have
     * addresses of their own, since the delay also grows with the guesses from an address.
     */
    @Test
    void whetherAUserExistsShowsNeitherInTheAnswerNorInItsTime() throws Exception {
        List<LoginAttacks.Reaction> unknown = new ArrayList<>();
        List<LoginAttacks.Reaction> known = new ArrayList<>();
        for (int i = 0; i < 6; i++) {
            int address = 1 + i % 2;
            unknown.add(logins.guessFrom(address, "stranger" + i % 3));
            known.add(logins.guessFrom(
                    2 + address, List.of("monitor", "operator", "victim").get(i % 3)));
        }
        Stream.of(unknown, known).flatMap(List::stream).forEach(reaction -> denials.ofLogin(reaction.status()));

        String figures = "Wrong passwords of unknown users: " + unknown + "; of known users: " + known;
        System.out.println(figures);
        assertThat(known).extracting(LoginAttacks.Reaction::status).containsOnly(401);
        assertThat(unknown).extracting(LoginAttacks.Reaction::status).containsOnly(401);
        assertThat(known)
                .extracting(LoginAttacks.Reaction::text)
                .containsOnly(unknown.get(0).text());
        assertThat(unknown)
                .extracting(LoginAttacks.Reaction::text)
                .containsOnly(unknown.get(0).text());
        assertThat(LoginAttacks.median(known))
                .as(figures)
                .isBetween(LoginAttacks.median(unknown) / 2, 2 * LoginAttacks.median(unknown));
    }

    /**
     * On a session host all users have the address of the attackers. Nobody has logged in since the service started.
     */
    @ParameterizedTest
    @CsvSource({"4, 2", "64, 5"})
    void othersWhoGuessPasswordsKeepNoUserOut(int threads, long seconds, @TempDir Path folder) throws Exception {
        Duration longest = Duration.ofDays(1);
        // Other programs of the machine make one measurement or another slow.
        for (int i = 0; i < MOST_ATTEMPTS && longest.toSeconds() >= seconds; i++) {
            longest = longestLoginDuring(threads, Files.createDirectory(folder.resolve("attempt" + i)));
        }

        assertThat(longest).isLessThan(Duration.ofSeconds(seconds));
    }

    private static Duration longestLoginDuring(int threads, Path folder) throws Exception {
        Attacked restarted = Attacked.plain(folder);
        LoginAttacks attack = new LoginAttacks(restarted);
        List<Duration> logins = new ArrayList<>();
        long start = System.nanoTime();
        int guesses;
        try (LoginAttacks.Guessers guessers = attack.guessers(threads)) {
            logins.add(attack.rightLogin("operator"));
            logins.add(attack.rightLoginByRmi("monitor"));
            logins.add(attack.rightLogin("victim"));
            logins.add(attack.rightLogin("operator"));
            logins.add(attack.rightLoginByRmi("operator"));
            guesses = guessers.answered();
        } finally {
            restarted.end();
        }
        long millis = Duration.ofNanos(System.nanoTime() - start).toMillis();

        System.out.println(threads + " threads guess, " + guesses + " answers in " + millis + " ms: " + logins);
        assertThat(guesses).as("5 at once and then one in 650 ms").isLessThan((int) (7 + millis / 650));
        assertThat(restarted.audit().denied(line -> true)).isGreaterThanOrEqualTo(guesses);
        assertThat(restarted.log()).doesNotContain("\tat ", "Exception");
        return Collections.max(logins);
    }

    /** The process is killed, as by a crash or an administrator, and started again. */
    @Test
    void aKilledServiceForgetsNeitherLimitsNorRequestIdsNorCountdowns(@TempDir Path folder) throws Exception {
        Attacked killed = Attacked.with(folder, "limit.logoffsPerHour=1");
        CrashAttacks attack = new CrashAttacks(killed);
        JSONObject first;
        String warned;
        try {
            warned = attack.warn(3);
            first = attack.request("4", "once");
            assertThat(first).containsEntry("Outcome", "ACCEPTED");

            killed.crash();

            assertThat(attack.request("4", "once")).isEqualTo(first);
            assertThat(attack.request("5", "twice")).containsEntry("Outcome", "REFUSED_LIMIT");
            assertThat(killed.read(Attacked.HOST, "LogoffsDone")).isEqualTo(0L);
            assertThat(killed.read(CrashAttacks.bean(3), "LogoffState")).isEqualTo("NONE");
            assertThat(attack.firstEvents())
                    .contains(
                            "event: logoffd.logoff.cancelled",
                            warned,
                            "is cancelled, since the service has restarted.");
        } finally {
            killed.end();
        }
        assertThat(killed.log())
                .containsOnlyOnce("Cancelled by the restart of the service: the logoff of " + warned)
                .doesNotContain("\tat ", "Exception");
    }

    /** Who may only read, with a thousand sessions to be read. */
    @Test
    void aMonitorWhoReadsEverythingCostsLittleAndKeepsNoOperatorFromActing(@TempDir Path folder) throws Exception {
        Attacked crowded = Attacked.plain(folder, MANY_SESSIONS);
        MonitorAttacks attack = new MonitorAttacks(crowded);
        try {
            attack.warm();
            Map<String, Duration> costs = new LinkedHashMap<>();
            for (Map.Entry<String, String> request : MonitorAttacks.requests().entrySet()) {
                costs.put(request.getKey(), attack.cost(request.getValue()));
            }
            System.out.println("Processor time of one request: " + costs);
            assertThat(costs.values()).allMatch(cost -> cost.compareTo(MonitorAttacks.MOST_PROCESSOR_TIME) < 0);
            List<Duration> served = new ArrayList<>();
            try (MonitorAttacks.UnreadOverRmi unread = attack.unreadOverRmi(8, "monitor", "victim")) {
                served.addAll(attack.serve(unread.isOpen()));
            }
            try (MonitorAttacks.Flood flood = attack.flood(FLOOD)) {
                served.addAll(attack.serve(true));
                System.out.println(FLOOD + " connections read everything, " + flood.answers() + ": operator " + served);
            }
            // Both processors are busy with the attackers themselves.
            assertThat(served).hasSize(6).allMatch(time -> time.toSeconds() < 15);
            assertThat(UnderAttack.isHealthy(crowded)).isTrue();
        } finally {
            crowded.end();
        }
        assertThat(crowded.printed()).isEmpty();
        assertThat(crowded.log()).doesNotContain("\tat ", "Exception", "Error");
    }

    @Test
    void noSpellingAndNoWayIsAWayRoundTheRules() throws Exception {
        protocol.strangers();
        protocol.foreignPages();
        protocol.acts();
        protocol.unknownCommands();
        protocol.otherTargets();
        protocol.hiddenRequests();
    }

    @Test
    void whatIsTooLargeIsNotRead() throws Exception {
        for (String user : List.of("", OPERATOR)) {
            assertThat(load.largeBody(user, false, 60)).doesNotContain("HTTP/1.1 200");
            assertThat(load.largeBody(user, true, 60)).doesNotContain("HTTP/1.1 200");
        }
        assertThat(Crowd.each(150, 75, i -> load.endlessHeader(i % 2 == 0 ? "GET /" : "GET / HTTP/1.1\r\nX: ", 1)))
                .noneMatch(answer -> answer.contains("200"));
    }

    @Test
    void messagesPushNoLineOutOfTheJournal() throws Exception {
        protocol.messagesThatWouldPushOutTheAudit();
    }

    @Test
    void whatIsTooDeepOrTooLongIsRefused() throws Exception {
        for (String json : LoadAttacks.nonsense()) {
            Wire.Answer answer = plain.ask(Wire.post(OPERATOR, json));
            assertThat(answer.status()).as(answer.body()).isEqualTo(400);
            assertThat(answer.body()).hasSizeLessThan(3000);
        }
        protocol.overlongArguments();
    }

    /** As many as a body holds, of what is small and of what is large, by many at once. */
    @Test
    void bulkRequestsGetNoMoreThanTheirShare() throws Exception {
        for (String element : List.of(VERSION, READ, LIST)) {
            String bulk = LoadAttacks.bulk(260_000 / (element.length() + 1), element);
            List<String> answers = Crowd.each(8, 8, i -> load.ask(Wire.post(MONITOR, bulk)));
            assertThat(answers)
                    .anySatisfy(answer -> assertThat(answer)
                            .contains(
                                    "\"status\":200",
                                    "The request was not carried out: the memory for answers is exhausted."));
        }
    }

    /** Limits that a request sets for itself are its own, and not beyond those of the service. */
    @Test
    void limitsOfOneRequestAreNotThoseOfOthers() throws Exception {
        assertThat(Crowd.each(
                        400,
                        8,
                        i -> plain.ask(
                                        "monitor",
                                        "{\"type\":\"read\",\"mbean\":\"" + Attacked.HOST
                                                + "\",\"config\":{\"maxDepth\":\"1\","
                                                + "\"maxObjects\":\"0\",\"maxCollectionSize\":\"0\"}}")
                                .get("status")))
                .containsOnly(200L);
    }

    /** The answers are small, and as much is computed for each as for all sessions. */
    @Test
    void partsOfLargeValuesAreNotComputedWithoutEnd() throws Exception {
        String part =
                "{\"type\":\"read\",\"mbean\":\"" + Attacked.HOST + "\",\"attribute\":\"Sessions\",\"path\":\"0/Id\"}";
        String bulk = LoadAttacks.bulk(2_300, part);
        assertThat(Crowd.each(8, 8, i -> load.ask(Wire.post(MONITOR, bulk))))
                .allMatch(answer -> answer.startsWith("[{") || answer.contains("\"status\":503"))
                .anyMatch(answer -> answer.startsWith("[{"));
        attack.awaitAnswers(plain, 10);
    }

    @Test
    void streamsOfOneUserLeaveRoomAndAreFreedAtOnce() throws Exception {
        assertThat(load.streams(500, MONITOR))
                .filteredOn(status -> status == 200)
                .hasSizeGreaterThan(450);
        List<Wire> open = load.streamsThatStay(100, MONITOR);
        int served = 0;
        for (Wire wire : open) {
            served += wire.status() == 200 ? 1 : 0;
        }
        assertThat(served).as("streams of one user").isBetween(1, 32);
        open.addAll(load.streamsThatStay(100, Wire.user("victim", Attacked.PASSWORD)));

        try (Wire operator = plain.connect()) {
            operator.send(Wire.get("/events", OPERATOR));
            assertThat(operator.status()).isEqualTo(200);
        }
        for (Wire wire : open) {
            wire.close();
        }
        assertThat(load.streams(50, MONITOR)).contains(200);
    }

    @Test
    @Order(AT_FIRST)
    void nothingThatRmiKeepsForAClientIsWithoutALimit() throws Exception {
        assertThat(rmi.leases(200)).allMatch(answer -> answer.contains("REJECTED"));
        for (int i = 0; i < 40; i++) {
            assertThat(rmi.listeners("monitor")).isBetween(1, 3);
        }
        attack.awaitAnswers(plain, 5);
    }

    @Test
    void unreadAnswersDelayNoOtherClient() throws Exception {
        List<Wire> stuck = new ArrayList<>();
        for (int i = 0; i < 20; i++) {
            stuck.add(load.unread(Wire.post(MONITOR, LIST), 30));
        }
        attack.awaitAnswers(plain, 10);
        assertThat(plain.ask("operator", LIST)).containsEntry("status", 200L);
        for (Wire wire : stuck) {
            wire.close();
        }
    }

    @Test
    void tenThousandConnectionsComeAndGo() throws Exception {
        assertThat(Collections.frequency(Crowd.each(10_000, 8, load::comeAndGo), true))
                .isGreaterThan(9_000);
    }

    @ParameterizedTest
    @EnumSource
    @Order(AT_FIRST)
    void halfRequestsHoldNothing(HalfRequests.Way way) throws Exception {
        for (Attacked service : attack.services()) {
            HalfRequests half = new HalfRequests(service, tls.hello());
            long quiet = half.slowestMillisOfReaders();
            long limit = Math.max(2 * quiet, NOT_NOTICED_MILLIS);
            long attacked = Long.MAX_VALUE;
            // Other programs of the machine make one measurement or another slow.
            for (int attempt = 0; attempt < MOST_ATTEMPTS && attacked > limit; attempt++) {
                attacked = Math.min(attacked, half.slowestMillisOfReadersDuring(way));
            }
            attack.awaitAnswers(service, 5);

            String figures = HalfRequests.COUNT + " connections, " + way + (service.hasTls() ? " with TLS" : "")
                    + ": p99 of readers " + attacked + " ms, quiet " + quiet + " ms";
            System.out.println(figures);
            assertThat(attacked).as(figures).isLessThanOrEqualTo(limit);
        }
    }

    /** A client that is answered at all is served on as many connections as it likes. */
    @Test
    @Order(AT_FIRST)
    void threeHundredIdleConnectionsKeepNoUserElseFromConnecting() throws Exception {
        List<Wire> idle = load.askAndStay(300);
        attack.awaitAnswers(plain, 10);
        assertThat(UnderAttack.isHealthy(plain)).isTrue();
        for (Wire wire : idle) {
            wire.close();
        }
    }

    @Test
    void aRequestIdIsGoodForOneLogoff() throws Exception {
        loggedOff = Set.of(protocol.replay(REPEATS));
    }

    @Test
    @Order(AT_FIRST)
    void whatIsNoHandshakeIsHungUpOn() throws Exception {
        for (int port : List.of(secure.port(), secure.rmiPort())) {
            assertThat(tls.malformed(port, 240)).noneMatch(answer -> answer.contains("HTTP/1.1"));
        }
    }

    @Test
    @Order(AT_FIRST)
    void halfHandshakesDelayNoOtherClient() throws Exception {
        List<Wire> begun = tls.begun(secure.port(), 200);
        begun.addAll(tls.begun(secure.rmiPort(), 64));
        attack.awaitAnswers(secure, 5);
        assertThat(UnderAttack.isHealthy(secure)).isTrue();
        for (Wire wire : begun) {
            wire.close();
        }
    }

    @Test
    void aCertificateThatProvesNothingAuthenticatesNoUser() throws Exception {
        tls.certificates();
    }

    @Test
    @Order(AT_LAST)
    void slowRequestsAreEnded() throws Exception {
        for (Wire wire : slow) {
            wire.socket().setSoTimeout(60_000);
            assertThat(wire.isEnded()).isTrue();
            wire.close();
        }
    }

    @Test
    @Order(AT_LAST)
    void nothingIsLeftOver() throws Exception {
        requireAttacks();
        for (Attacked service : attack.services()) {
            assertThat(UnderAttack.isHealthy(service)).isTrue();
            after(service).theLogHasNoStackTraceAndIsShort();
            after(service).otherAccountsCanOpenNoFile();
            after(service).nothingIsLeftOver();
        }
    }

    @Test
    @Order(AT_LAST)
    void noUserWasLoggedOffThatWasNotAskedFor() throws Exception {
        requireAttacks();
        after(plain).noUserWasLoggedOffBut(loggedOff);
        after(secure).noUserWasLoggedOffBut(Set.of());
    }

    @Test
    @Order(AFTER_ALL_OTHERS)
    void readersWereServedThroughoutAndTheAuditFilesTellOfAll() throws Exception {
        System.out.println("Attacked: " + attack.figures() + "; " + denials.count() + " turned away");
        attack.readers.forEach((service, reader) -> {
            assertThat(reader.failures()).isEmpty();
            assertThat(reader.answers()).isGreaterThan(100);
        });
        attack.end();
        after(plain).theAuditFilesTellOf(denials.count(), REPEATS);
        after(secure).theAuditFilesTellOf(0, 0);
    }

    /** A run that is repeated because of a failure starts services that were not attacked. */
    private void requireAttacks() {
        assertThat(denials.count())
                .as("attacks before this; repeated alone it proves nothing")
                .isPositive();
    }

    private Aftermath after(Attacked service) {
        return new Aftermath(service, attack.before.get(service), attack.keys.get(service));
    }
}
