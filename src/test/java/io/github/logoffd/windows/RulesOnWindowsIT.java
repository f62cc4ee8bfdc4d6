package io.github.logoffd.windows;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.logoffd.testing.Await;
import io.github.logoffd.testing.SceneSession;
import io.github.logoffd.testing.StandIn;
import io.github.logoffd.windows.FileDamages.Damage;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jolokia.json.JSONArray;
import org.jolokia.json.JSONObject;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.MethodOrderer.OrderAnnotation;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/**
 * The rules of one installed service in the Windows JVM: files that change, other processes beside it, requests that
 * are repeated, and a stop do not loosen them, and its answers stay true.
 */
@ExtendWith(WineExtension.class)
@TestInstance(Lifecycle.PER_CLASS)
@TestMethodOrder(OrderAnnotation.class)
class RulesOnWindowsIT {

    private static final String PROTECTED = "m.svensson";
    private static final int LAST = Integer.MAX_VALUE;
    private static final int CROWD = 120;
    private static final int FIRST_OF_THE_CROWD = 100;

    private Instant logon = Instant.now().truncatedTo(ChronoUnit.SECONDS).minus(Duration.ofHours(2));

    private WineMachine machine;
    private StandIn standIn;
    private InstalledService service;
    private ServiceFile configuration;
    private String host;
    private Path password;
    private int callsBefore;

    @BeforeAll
    void install(WineMachine wine, @TempDir Path folder) throws IOException {
        machine = wine;
        standIn = new StandIn(wine.standInFolder());
        service = InstalledService.unpack(wine, folder.resolve("with blank"));
        // Java cannot read from a pipe of Linux under Wine.
        password = Files.writeString(folder.resolve("password.txt"), "correct horse battery\n");
        configuration = new ServiceFile(service.data().resolve("config/logoffd.properties"));
        play(List.of());
        service.configure(
                "refresh.interval=200ms",
                "acting.enabled=yes",
                "acting.dryRun=no",
                "guard.protectedAccounts=*\\" + PROTECTED,
                "limit.allLogoffsPerMinute=0",
                "limit.allLogoffsPerHour=0",
                "limit.logoffsPerMinute=0",
                "limit.logoffsPerHour=0");
        service.installAndAwaitHealth();
        host = EnduranceRun.hostBean(service.host());
    }

    @AfterAll
    void uninstall() {
        service.awaitEndOfProcess();
        service.forgetAfterStop();
    }

    /** With new logons: what earlier tests have asked for is not about them. */
    @BeforeEach
    void playNewLogons() {
        logon = logon.plusSeconds(1);
        play(List.of());
        Await.until("the new logons are shown", () -> logon.toString().equals(service.read(session(3), "LogonTime")));
    }

    private void play(List<SceneSession> crowd, String... rules) {
        List<SceneSession> sessions = new ArrayList<>(Rows.host(
                Rows.active(2, "RDP-Tcp#2", PROTECTED, logon),
                Rows.active(3, "RDP-Tcp#3", "anna", logon),
                Rows.active(4, "RDP-Tcp#4", "bob", logon)));
        sessions.addAll(crowd);
        standIn.play(sessions, List.of(), rules);
        callsBefore = standIn.actingCalls().size();
    }

    @Test
    void aDamagedConfigurationKeepsTheRules() {
        CheckedRequests requests = new CheckedRequests(service);
        FileDamages damages = new FileDamages(service, requests, new Random(1));
        for (Damage damage : Damage.values()) {
            damages.damage(
                    Map.of(configuration, damage),
                    () -> assertThat(logoff(2, "", false))
                            .as(damage.toString())
                            .containsEntry("Outcome", "REFUSED_PROTECTED"));
        }
        assertThat(requests.failures()).isEmpty();
        assertThat(calls()).isEmpty();
    }

    @Test
    void aDamagedUsersFileKeepsTheUsers() {
        CheckedRequests requests = new CheckedRequests(service);
        FileDamages damages = new FileDamages(service, requests, new Random(1));
        ServiceFile users = new ServiceFile(service.data().resolve("config/users.txt"));
        for (Damage damage : Damage.values()) {
            damages.damage(
                    Map.of(users, damage), () -> assertThat(service.host()).isNotBlank());
        }
        assertThat(requests.failures()).isEmpty();
    }

    @Test
    void aConfigurationOfTheSameSizeAndTimeIsNoticed() throws IOException {
        String usual = configuration.text();
        FileTime time = Files.getLastModifiedTime(configuration.path());
        String other =
                usual.replace("acting.enabled=yes\nacting.dryRun=no\n", "acting.enabled=no\nacting.dryRun=yes\n");
        assertThat(other).isNotEqualTo(usual).hasSameSizeAs(usual);
        configuration.write(other);
        Files.setLastModifiedTime(configuration.path(), time);
        try {
            awaitActing(false);
            assertThat(logoff(3, "", false)).containsEntry("Outcome", "REFUSED_DISABLED");
            assertThat(calls()).isEmpty();
        } finally {
            configuration.write(usual);
            awaitActing(true);
        }
    }

    private void awaitActing(boolean enabled) {
        Await.until(
                "acting.enabled is " + enabled,
                () -> Boolean.valueOf(enabled).equals(service.read("logoffd:type=Service", "ActingEnabled")));
    }

    @Test
    void aSecondServiceOfTheFolderIsRefusedAndCallsNothingOff() {
        assertThat(service.exec(session(3), "warnAndLogoff", "[\"Save your work.\", 600]"))
                .containsEntry("Outcome", "WARNED");
        ServiceFile countdowns = new ServiceFile(service.data().resolve("logs/countdowns.txt"));
        String before = countdowns.text();

        WineMachine.Result second = logoffd("serve", "--config", WineMachine.windowsPath(configuration.path()));

        assertThat(second.exitCode()).as(second.output()).isPositive();
        assertThat(second.output()).contains("in use by another logoffd");
        assertThat(countdowns.text()).as(service.log()).isEqualTo(before).contains("anna");
        assertThat(service.exec(session(3), "warnAndLogoff", "[\"Once more.\", 60]"))
                .as("one countdown a session")
                .containsEntry("Outcome", "WARNED");
        assertThat(calls()).as("messages").hasSize(1);
        assertThat(service.exec(session(3), "cancelLogoff", "[]")).containsEntry("Outcome", "CANCELLED");
    }

    /** Six at once, and then three removals beside three changes. */
    @Test
    void changesOfUsersAtTheSameTimeAreAllKept() {
        List<String> names = IntStream.range(0, 6).mapToObj(i -> "user" + i).toList();

        atOnce(names.stream()
                .map(name -> List.of("passwd", name, "--role", "monitor"))
                .toList());
        assertThat(users()).containsAll(names);

        atOnce(IntStream.range(0, 6)
                .mapToObj(i -> List.of("passwd", "user" + i, i % 2 == 0 ? "--delete" : "--role=operator"))
                .toList());
        assertThat(users()).contains("user1", "user3", "user5").doesNotContain("user0", "user2", "user4");
    }

    private void atOnce(List<List<String>> commands) {
        List<CompletableFuture<String>> running =
                commands.stream().map(this::passwd).toList();
        assertThat(running.stream().map(CompletableFuture::join)).allMatch(String::isEmpty);
    }

    /** Returns what it prints when it fails. */
    private CompletableFuture<String> passwd(List<String> command) {
        try {
            List<String> line = new ArrayList<>(
                    List.of("-jar", WineMachine.windowsPath(service.base().resolve("logoffd.jar"))));
            line.addAll(command);
            line.addAll(List.of("--config", WineMachine.windowsPath(configuration.path())));
            Process process = machine.javaCommand(line)
                    .redirectErrorStream(true)
                    .redirectInput(password.toFile())
                    .start();
            return CompletableFuture.supplyAsync(() -> failure(process)).orTimeout(2, TimeUnit.MINUTES);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String failure(Process process) {
        String output = process.inputReader().lines().collect(Collectors.joining("\n"));
        return process.onExit().join().exitValue() == 0 ? "" : output;
    }

    private List<String> users() {
        return logoffd("passwd", "--list", "--config", WineMachine.windowsPath(configuration.path()))
                .output()
                .lines()
                .map(line -> line.replaceFirst(" .*", ""))
                .toList();
    }

    private WineMachine.Result logoffd(String... arguments) {
        return machine.java(
                service.base(),
                Stream.concat(Stream.of("-jar", "logoffd.jar"), Stream.of(arguments))
                        .toArray(String[]::new));
    }

    @Test
    void aKeyInAnotherSpellingIsRefusedAndNotGone() {
        String key = (String) service.read(session(3), "Key");
        assertThat(key).endsWith("Z");
        for (String other :
                List.of(key.replace("Z", "+00:00"), key.replace("Z", "1Z"), key.replaceFirst("-\\d\\d-", "-13-"))) {
            JSONObject answer = ask("requestLogoff", "\"" + other + "\",\"\",\"\",0,\"\",\"\",false", "{}");
            assertThat(answer).as(other).containsEntry("status", 400L);
        }
        assertThat(calls()).isEmpty();
    }

    @Test
    void anActWhoseAnswerWouldBeCutIsRefused() {
        String arguments = "\"" + service.read(session(3), "Key") + "\",\"\",\"\",0,\"\",\"\",false";
        for (String limit : List.of("maxObjects", "maxDepth", "maxCollectionSize")) {
            assertThat(ask("requestLogoff", arguments, "{\"" + limit + "\":-1}"))
                    .as(limit)
                    .containsEntry("status", 400L);
        }
        assertThat(calls()).isEmpty();
    }

    @Test
    void aDryRunIsDecidedAnew() {
        assertThat(logoff(3, "ticket-1", true)).containsEntry("DryRun", true);
        assertThat(calls()).isEmpty();

        assertThat(logoff(3, "ticket-1", false)).containsEntry("DryRun", false).containsEntry("Outcome", "ACCEPTED");
        assertThat(logoff(3, "ticket-1", false)).as("replayed").containsEntry("Outcome", "ACCEPTED");
        assertThat(calls()).hasSize(1);
    }

    @Test
    void aDeletedAuditFileIsNoticedBeforeTheNextAct() {
        Path audit = service.data().resolve("logs/audit.jsonl");
        assertThat(logoff(4, "before", true)).containsEntry("DryRun", true);

        WineMachine.Result delete = machine.wine(service.base(), "cmd", "/c", "del", WineMachine.windowsPath(audit));

        assertThat(logoff(4, "after", true)).as(delete.output()).containsEntry("DryRun", true);
        assertThat(service.audit()).contains("after");
    }

    @Order(LAST - 1)
    @Test
    void aKilledServiceStillCountsWhatItHasDoneAndCallsOffItsCountdowns() {
        assertThat(logoff(3, "", false)).containsEntry("Outcome", "ACCEPTED");
        assertThat(service.exec(session(4), "warnAndLogoff", "[\"Save your work.\", 600]"))
                .containsEntry("Outcome", "WARNED");
        String usual = configuration.text();
        configuration.write(usual.replace("limit.allLogoffsPerHour=0", "limit.allLogoffsPerHour=1"));
        try {
            Await.until("the limit is in force", () -> journal("service.jsonl").contains("limit.allLogoffsPerHour"));

            service.kill();
            service.startAndAwaitHealth();

            assertThat(service.log()).contains("Cancelled by the restart of the service: the logoff of ");
            assertThat(service.read(session(4), "LogoffState")).isEqualTo("NONE");
            assertThat(logoff(4, "", false)).containsEntry("Outcome", "REFUSED_LIMIT");
            assertThat(calls())
                    .filteredOn(call -> call.contains("WTSLogoffSession"))
                    .hasSize(1);
        } finally {
            configuration.write(usual);
        }
        Await.until(
                "the limit is lifted",
                () -> "ACCEPTED".equals(logoff(4, "", false).get("Outcome")));
    }

    private String journal(String file) {
        return new ServiceFile(service.data().resolve("logs").resolve(file)).text();
    }

    /** The last one: the service does not run afterwards. */
    @Order(LAST)
    @Test
    void aStopInTheMiddleOfManyLogoffsLeavesNoneWithoutAnAnswer() {
        List<SceneSession> crowd = IntStream.range(0, CROWD)
                .mapToObj(i -> Rows.disconnected(FIRST_OF_THE_CROWD + i, "crowd" + i, logon, logon.plusSeconds(60)))
                .toList();
        play(crowd, "hang\tfunction=WTSLogoffSession\tmillis=300");
        Await.until("everybody is shown", () -> Long.valueOf(CROWD).equals(service.read(host, "DisconnectedCount")));
        CompletableFuture<JSONObject> bulk =
                CompletableFuture.supplyAsync(() -> ask("logoffDisconnected", "0," + CROWD + ",false", "{}"));
        Await.until("some are asked for", () -> calls().size() > 5);

        service.net("stop");

        JSONArray answers =
                (JSONArray) bulk.orTimeout(1, TimeUnit.MINUTES).join().get("value");
        service.awaitEndOfProcess();
        Set<Long> ended = calls().stream()
                .map(StandInCall::parse)
                .filter(call -> call.isLogoff() && call.isAccepted())
                .map(StandInCall::session)
                .collect(Collectors.toSet());
        assertThat(ended).hasSizeBetween(6, CROWD - 1);
        assertThat(answers).as("the caller gets what is known").hasSize(CROWD);
        assertThat(answers.stream().map(JSONObject.class::cast))
                .filteredOn(answer -> !answer.get("Message").toString().contains("is not known"))
                .allSatisfy(answer -> assertThat(answer.get("Outcome").equals("ACCEPTED"))
                        .as(answer.toString())
                        .isEqualTo(ended.contains((Long) answer.get("Id"))));
        AuditedActs audited = AuditedActs.in(service.data().resolve("logs/audit.jsonl"));
        assertThat(audited.unpaired()).isEmpty();
        assertThat(audited.operations()).contains("logoffDisconnected");
    }

    private JSONObject logoff(long id, String requestId, boolean dryRun) {
        JSONObject answer =
                ask("requestLogoff", "\"" + id + "\",\"\",\"ACTIVE\",0,\"" + requestId + "\",\"\"," + dryRun, "{}");
        assertThat(answer).containsEntry("status", 200L);
        return (JSONObject) answer.get("value");
    }

    private JSONObject ask(String operation, String arguments, String processing) {
        return service.jolokia("{\"type\":\"exec\",\"mbean\":\"" + host + "\",\"operation\":\"" + operation
                + "\",\"arguments\":[" + arguments + "],\"config\":" + processing + "}");
    }

    private String session(long id) {
        return host.replace("type=SessionHost", "type=Session") + ",id=" + id;
    }

    /** Returns what Windows was asked to do since the test began. */
    private List<String> calls() {
        return standIn.actingCalls().stream()
                .skip(callsBefore)
                .filter(line -> !line.contains("\tdetach\t"))
                .toList();
    }
}
