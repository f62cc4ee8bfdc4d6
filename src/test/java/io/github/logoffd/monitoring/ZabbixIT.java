package io.github.logoffd.monitoring;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jolokia.json.JSONObject;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/**
 * The templates, the script and the action of the guide on a real Zabbix server. It begins to watch all hosts at once:
 * it takes its time.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ZabbixIT {

    private static final String BY_HTTP = "logoffd by HTTP";
    private static final String SILENCE = "20s";
    private static final String BEAN = "logoffd:type=SessionHost,host=" + RunningService.HOST;

    /** A host name that is quoted in the name of its bean. */
    private static final String IPV6 = "2001:db8::7";

    /** What Zabbix, JSON or a URL could take for something else. */
    private static final List<String> STRANGE_ACCOUNTS = List.of(
            "CONTOSO\\{$LOGOFFD.PASSWORD}",
            "CONTOSO\\{#KEY} {ITEM.VALUE}",
            "CONTOSO\\a\"b\\c'd",
            "CONTOSO\\100%7B",
            "CONTOSO\\jürgen.ß 日本 😀",
            "CONTOSO\\<b>, [x] & $1");

    private final Deque<AutoCloseable> started = new ArrayDeque<>();
    private RunningService service;
    private RunningService twoHosts;
    private StrangeUsers strangeUsers;
    private Impostor impostor;
    private ZabbixApi api;
    private ZabbixHost watched;
    private ZabbixHost strange;
    private ZabbixHost refused;
    private ZabbixHost down;
    private ZabbixHost untrusted;
    private ZabbixHost byJmx;
    private ZabbixHost quoted;
    private ZabbixHost unquoted;
    private ZabbixHost excluding;
    private ZabbixHost quotedByJmx;

    @BeforeAll
    void watchAllHosts(@TempDir Path zabbixFolder, @TempDir Path serviceFolder, @TempDir Path twoHostsFolder)
            throws Exception {
        ZabbixStack.require();
        ZabbixStack zabbix = ZabbixStack.start(zabbixFolder);
        started.push(zabbix);
        api = zabbix.api();
        int rmiPort = ServerProcess.freePort();
        service = RunningService.demo(serviceFolder, "rmi.enabled=yes", "rmi.port=" + rmiPort);
        started.push(service);
        // Who has been here with the right password is not slowed down by the wrong ones of others.
        assertThat(service.jolokia("operator", Map.of("type", "version"))).containsEntry("status", 200L);
        strangeUsers = StrangeUsers.like(service);
        started.push(strangeUsers);
        impostor = Impostor.start(serviceFolder, "{}");
        started.push(impostor);

        api.importTemplate(ZabbixScripts.FOLDER.resolve("logoffd-http.yaml"));
        api.importTemplate(ZabbixScripts.FOLDER.resolve("logoffd-jmx.yaml"));
        api.addLogoffAction();
        String url = service.uri("/jolokia/").toString();
        watched = api.addHost("watched", BY_HTTP, macros(url, Map.of()), List.of());
        strange = api.addHost("strange", BY_HTTP, macros(strangeUsers.url(), Map.of()), List.of());
        refused =
                api.addHost("refused", BY_HTTP, macros(url, Map.of("USER", "nobody", "PASSWORD", "wrong")), List.of());
        String nowhere = "http://127.0.0.1:" + ServerProcess.freePort() + "/jolokia/";
        down = api.addHost("down", BY_HTTP, macros(nowhere, Map.of()), List.of());
        untrusted = api.addHost("untrusted", BY_HTTP, macros(impostor.url(), Map.of()), List.of());
        byJmx = api.addHost("jmx", "logoffd by JMX", jmxMacros(service), List.of(jmxInterface(rmiPort)));
        watchTwoHosts(twoHostsFolder);
    }

    private void watchTwoHosts(Path folder) {
        int rmiPort = ServerProcess.freePort();
        twoHosts = RunningService.demo(folder, "hosts=" + IPV6, "rmi.enabled=yes", "rmi.port=" + rmiPort);
        started.push(twoHosts);
        quoted = named("quoted", '"' + IPV6 + '"');
        unquoted = named("unquoted", IPV6);
        excluding = api.addHost(
                "excluding",
                BY_HTTP,
                macros(twoHosts, Map.of("HOST", RunningService.HOST, "ACCOUNT.NOT_MATCHES", "(?i)\\\\M\\.SVENSSON$")),
                List.of());
        quotedByJmx =
                api.addHost("quoted by jmx", "logoffd by JMX", jmxMacros(twoHosts), List.of(jmxInterface(rmiPort)));
    }

    private ZabbixHost named(String name, String macro) {
        return api.addHost(name, BY_HTTP, macros(twoHosts, Map.of("HOST", macro)), List.of());
    }

    @AfterAll
    void stop() throws Exception {
        for (AutoCloseable one : started) {
            one.close();
        }
    }

    @Test
    void theTemplateShowsTheHostAndItsSessions() {
        watched.awaitValue("logoffd.host.name", RunningService.HOST);
        watched.awaitValue("logoffd.host.reachable", "1");
        watched.awaitValue("logoffd.sessions.active", "2");
        watched.awaitValue("logoffd.sessions.locked", "1");
        watched.awaitValue("logoffd.sessions.stuck", "1");
        watched.awaitValue("logoffd.service.acting", "1");

        watched.awaitValue("logoffd.session.state[" + key("zoë.o'neill") + ']', "ACTIVE");
        watched.awaitValue("logoffd.session.disconnected[" + key("zoë.o'neill") + ']', "-1");
        watched.awaitValue("logoffd.session.logoff[" + key("j.smith") + ']', "STUCK");
        watched.await(
                "processor and memory have values",
                () -> !watched.value("logoffd.session.cpu[" + key("anna.berg") + ']')
                                .isEmpty()
                        && Long.parseLong(watched.value("logoffd.session.memory[" + key("anna.berg") + ']')) > 0);
        JSONObject stuck = watched.awaitProblem("logoffd", "stuck");
        assertThat(stuck.get("name")).isEqualTo("Session 6 of CONTOSO\\j.smith is stuck");
        assertThat(watched.unsupported()).isEmpty();
    }

    @Test
    void theSessionOfAnAlarmIsLoggedOffForItsEventAndTheAlarmEnds() {
        watched.await("an action has run", () -> !watched.alerts().isEmpty());

        JSONObject alarm = watched.events("disconnected").get(0);
        assertThat(ZabbixHost.tag(alarm, "logoffd_user")).isEqualTo("CONTOSO\\m.svensson");
        watched.await(
                "the alarm has ended",
                () -> watched.problem("logoffd", "disconnected").isEmpty());
        assertThat(service.sessionOf("m.svensson")).isEmpty();
        String key = ZabbixHost.tag(alarm, "logoffd_session");
        watched.awaitValue("logoffd.session.state[" + key + ']', "GONE");
        assertThat(service.audited())
                .anySatisfy(line -> assertThat(line)
                        .containsEntry("requestId", "zabbix-" + alarm.get("eventid"))
                        .containsEntry("session", key)
                        .containsEntry("outcome", "ACCEPTED")
                        .containsEntry("user", "operator"));
        assertThat(watched.alerts())
                .hasSize(1)
                .allSatisfy(alert -> assertThat(alert)
                        .containsEntry("eventid", alarm.get("eventid"))
                        .containsEntry("error", ""));
        assertThat(service.read(BEAN, "LogoffsDone")).hasToString("1");
        assertThat(watched.problem("logoffd", "stuck")).as("the other alarm").isPresent();
    }

    @Test
    void namesThatLookLikeSomethingElseArriveAsTheyAreAndAnEmptyHostIsNoError() {
        Map<String, String> accounts = new HashMap<>();
        for (String account : STRANGE_ACCOUNTS) {
            accounts.put(strangeUsers.logOn(100 + accounts.size(), "2026-01-01T00:00:00Z", account), account);
        }

        strange.await("all are logged off", () -> strangeUsers.requests().size() == accounts.size());
        assertThat(strangeUsers.requests()).isEqualTo(accounts);
        for (String key : accounts.keySet()) {
            strange.awaitValue("logoffd.session.state[" + key + ']', "GONE");
        }
        strange.await("the alarms have ended", () -> strange.problems().isEmpty());
        assertThat(strange.unsupported()).isEmpty();

        String next = strangeUsers.logOn(100, "2026-02-02T00:00:00Z", "CONTOSO\\next");
        strange.awaitValue("logoffd.session.state[" + next + ']', "DISCONNECTED");
        strange.await(
                "he has an alarm of his own", () -> strangeUsers.requests().containsKey(next));
        assertThat(strange.value("logoffd.session.state[" + RunningService.HOST + ":100:2026-01-01T00:00:00Z]"))
                .isEqualTo("GONE");
    }

    @Test
    void theReasonOfSilenceIsShownAndSilenceIsAnAlarm() {
        refused.awaitError("logoffd.get", "401");
        down.awaitError("logoffd.get", "Failed to connect");
        untrusted.awaitError("logoffd.get", "certificate");
        assertThat(impostor.requests()).as("passwords given away").isZero();

        assertThat(refused.awaitProblem("logoffd", "silent").get("name")).isEqualTo("logoffd: no answer");
        down.awaitProblem("logoffd", "silent");
        assertThat(watched.problem("logoffd", "silent")).isEmpty();
    }

    @Test
    void theJavaGatewayReadsTheHost() {
        byJmx.awaitValue("jmx[\"logoffd:type=Service\",ActingEnabled]", "1");
        byJmx.awaitValue("jmx[\"" + BEAN + "\",Mode]", "SIMULATED");
        byJmx.awaitValue("jmx[\"" + BEAN + "\",Reachable]", "1");
        byJmx.awaitValue("jmx[\"" + BEAN + "\",LockedCount]", "1");

        JSONObject stuck = byJmx.awaitProblem("logoffd", "stuck");
        assertThat(stuck.get("name")).isEqualTo("logoffd: sessions are stuck on " + RunningService.HOST);
        assertThat(byJmx.unsupported()).isEmpty();
    }

    @Test
    void aHostWhoseNameIsQuotedInItsBeanIsWatchedAndItsSessionLoggedOff() {
        quoted.awaitValue("logoffd.host.name", IPV6);
        quoted.await("an action has run", () -> !quoted.alerts().isEmpty());
        assertThat(ZabbixHost.tag(quoted.events("disconnected").get(0), "logoffd_bean"))
                .isEqualTo("logoffd:type=SessionHost,host=\"" + IPV6 + '"');
        assertThat(quoted.alerts()).allSatisfy(alert -> assertThat(alert).containsEntry("error", ""));
        quoted.await(
                "the alarm has ended",
                () -> quoted.problem("logoffd", "disconnected").isEmpty());
        assertThat(quoted.unsupported()).isEmpty();

        quotedByJmx.awaitValue("jmx[\"logoffd:type=SessionHost,host=\\\"" + IPV6 + "\\\"\",Mode]", "SIMULATED");
        assertThat(quotedByJmx.unsupported()).isEmpty();
    }

    @Test
    void aNameWithAColonThatIsNotQuotedHasTheErrorOfTheGuide() {
        unquoted.awaitError("logoffd.get", "Response code \"400\" did not match");
    }

    @Test
    void anExcludedAccountHasNoItemsAndNoAlarm() {
        String user = "anna.berg";
        excluding.await(
                "the others are there",
                () -> "ACTIVE".equals(excluding.value("logoffd.session.state[" + key(twoHosts, user) + ']')));
        excluding.awaitProblem("logoffd", "stuck");

        assertThat(excluding.value("logoffd.session.state[" + key(twoHosts, "m.svensson") + ']'))
                .isEmpty();
        assertThat(excluding.events("disconnected")).isEmpty();
        assertThat(twoHosts.sessionOf("m.svensson")).isPresent();
    }

    private String key(String user) {
        return key(service, user);
    }

    private static String key(RunningService service, String user) {
        return (String) service.sessionOf(user).orElseThrow().get("Key");
    }

    private Map<String, String> macros(String url, Map<String, String> changes) {
        Map<String, String> macros = new HashMap<>(changes);
        macros.putIfAbsent("URL", url);
        return macros(service, macros);
    }

    private static Map<String, String> macros(RunningService service, Map<String, String> changes) {
        Map<String, String> macros = new HashMap<>(Map.of(
                "URL",
                service.uri("/jolokia/").toString(),
                "PASSWORD",
                service.password("monitor"),
                "OPERATOR.PASSWORD",
                service.password("operator"),
                "INTERVAL",
                "2s",
                "SILENCE",
                SILENCE));
        macros.putAll(changes);
        return macros;
    }

    private static Map<String, String> jmxMacros(RunningService service) {
        return Map.of("PASSWORD", service.password("monitor"), "INTERVAL", "2s");
    }

    private static Map<String, String> jmxInterface(int port) {
        return Map.of(
                "type", "4", "main", "1", "useip", "1", "ip", "127.0.0.1", "dns", "", "port", String.valueOf(port));
    }
}
