package io.github.logoffd.monitoring;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.StringReader;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.concurrent.FutureTask;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.management.JMException;
import javax.management.MBeanServerConnection;
import javax.management.ObjectName;
import javax.management.openmbean.CompositeData;
import javax.management.remote.JMXConnector;
import org.jolokia.client.JolokiaClient;
import org.jolokia.client.JolokiaClientBuilder;
import org.jolokia.client.exception.JolokiaBulkRemoteException;
import org.jolokia.client.exception.JolokiaException;
import org.jolokia.client.exception.JolokiaRemoteException;
import org.jolokia.client.request.HttpMethod;
import org.jolokia.client.request.JolokiaExecRequest;
import org.jolokia.client.request.JolokiaListRequest;
import org.jolokia.client.request.JolokiaReadRequest;
import org.jolokia.client.request.JolokiaRequest;
import org.jolokia.client.request.JolokiaSearchRequest;
import org.jolokia.client.request.JolokiaVersionRequest;
import org.jolokia.client.response.JolokiaResponse;
import org.jolokia.client.response.JolokiaVersionResponse;
import org.jolokia.json.JSONArray;
import org.jolokia.json.JSONObject;
import org.jolokia.json.parser.JSONParser;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Jolokia's clients get the answers from this service that a bare Jolokia agent gives about the same beans, except
 * those that the guide names.
 */
class ClientConformanceIT {

    private static final Path BUILD =
            Path.of(System.getProperty("logoffd.build.directory", "target")).toAbsolutePath();
    private static final Path AGENT = BUILD.resolve("bench/jolokia-agent-jvm-javaagent.jar");
    private static final Path MODULES = BUILD.resolve("jolokia.js");
    private static final String NODE = "/usr/bin/node";
    private static final String HOST = "logoffd:type=SessionHost,host=" + RunningService.HOST;
    private static final String SESSIONS = "logoffd:type=Session,*";
    private static final String GONE = "logoffd:type=Session,host=" + RunningService.HOST + ",id=9999";

    /** Values that differ between two services or two moments. */
    private static final Pattern CHANGING = Pattern.compile(".*(Seconds|Millis|Time|Key|Session|timestamp)");

    @TempDir
    private static Path folder;

    private static RunningService service;
    private static RunningService withAgent;
    private static Agent ours;
    private static Agent bare;
    private static Map<String, Object> ids;

    /** What a client connects to. */
    private record Agent(URI uri, String user, String password) {}

    /** Asks an agent and returns the answers by name. */
    private interface Client {
        Map<String, Object> answersOf(Agent agent) throws Exception;
    }

    @BeforeAll
    static void start() {
        RequiredPrograms.installed(AGENT.toString());
        service = RunningService.demo(folder.resolve("product"));
        ours = new Agent(service.uri("/jolokia/"), "operator", service.password("operator"));
        ids = service.users().stream()
                .collect(Collectors.toMap(session -> session.get("UserName").toString(), session -> session.get("Id")));
        int port = ServerProcess.freePort();
        bare = new Agent(URI.create("http://127.0.0.1:" + port + "/jolokia/"), "operator", "bare");
        withAgent = RunningService.demoInJvm(
                folder.resolve("bare"),
                "-javaagent:" + AGENT + "=host=127.0.0.1,discoveryEnabled=false,canonicalNaming=false,port=" + port
                        + ",user=" + bare.user() + ",password=" + bare.password());
    }

    @AfterAll
    static void stop() {
        Stream.of(service, withAgent).filter(each -> each != null).forEach(RunningService::close);
    }

    @Test
    void jolokiaJsGetsTheSameAnswers() throws Exception {
        RequiredPrograms.installed(NODE, MODULES.resolve("node_modules").toString());
        Files.copy(
                Path.of("src/test/jolokia.js/clients.js"),
                MODULES.resolve("clients.js"),
                StandardCopyOption.REPLACE_EXISTING);
        Map<String, Object> answers = new TreeMap<>();

        assertThat(differences(ClientConformanceIT::byJavaScript, answers))
                .containsOnly(
                        Map.entry("jolokia.js: exec by GET", "403 instead of a value"),
                        Map.entry("jolokia.js: unknown operation", "400 instead of 500"),
                        Map.entry("jolokia.js: wrong argument", "400 instead of thrown: 400"));
        assertThat(answers.get("jolokia.js: exec")).asString().contains("Outcome=DONE");
        assertThat(answers.get("@jolokia.js/simple: exec")).asString().contains("Outcome=DONE");
    }

    private static Map<String, Object> byJavaScript(Agent agent) throws Exception {
        HookRun run = HookRun.of(
                folder,
                List.of(
                        NODE,
                        MODULES.resolve("clients.js").toString(),
                        agent.uri().toString(),
                        agent.user(),
                        agent.password(),
                        session("anna.berg").toString(),
                        session("renée.dubois").toString()),
                Map.of());
        assertThat(run.exitCode()).as(run.toString()).isZero();
        JSONObject answers = (JSONObject) new JSONParser().parse(new StringReader(run.answer()));
        Map<String, Object> comparable = new TreeMap<>();
        answers.forEach((name, answer) -> comparable.put(name, comparable("", answer)));
        return comparable;
    }

    @Test
    void theClientForJavaGetsTheSameAnswers() throws Exception {
        Map<String, Object> answers = new TreeMap<>();

        assertThat(differences(ClientConformanceIT::byJava, answers))
                .containsOnly(
                        Map.entry("exec by GET", "403 instead of a value"),
                        Map.entry("unknown operation", "400 instead of 500"));
        assertThat(answers.get("exec")).asString().contains("Outcome=DONE");
    }

    private static Map<String, Object> byJava(Agent agent) throws Exception {
        ObjectName session = session("m.svensson");
        ObjectName host = new ObjectName(HOST);
        try (JolokiaClient client = new JolokiaClientBuilder()
                .url(agent.uri())
                .user(agent.user())
                .password(agent.password())
                .build()) {
            Map<String, Object> answers = new TreeMap<>();
            Asked ask = (name, request, method) -> answers.put(name, answer(client, request, method));
            ask.by("read", new JolokiaReadRequest(host, "UserCount"), HttpMethod.GET);
            ask.by("read by POST", new JolokiaReadRequest(host, "UserCount"), HttpMethod.POST);
            ask.by("read several", new JolokiaReadRequest(host, "Host", "UserCount"), HttpMethod.POST);
            ask.by("read all", new JolokiaReadRequest(session), HttpMethod.POST);
            ask.by("read a pattern", new JolokiaReadRequest(SESSIONS, "Id", "Account"), HttpMethod.GET);
            ask.by("search", new JolokiaSearchRequest(SESSIONS), HttpMethod.GET);
            ask.by("list", new JolokiaListRequest("logoffd"), HttpMethod.GET);
            ask.by("list one bean", new JolokiaListRequest(host), HttpMethod.POST);
            ask.by("unknown attribute", new JolokiaReadRequest(host, "Nothing"), HttpMethod.GET);
            ask.by("unknown bean", new JolokiaReadRequest(GONE, "Id"), HttpMethod.POST);
            ask.by("unknown operation", new JolokiaExecRequest(host, "nothing"), HttpMethod.POST);
            ask.by("exec by GET", new JolokiaExecRequest(host, "refresh"), HttpMethod.GET);
            ask.by("exec", new JolokiaExecRequest(session, "logoff", true), HttpMethod.POST);
            answers.put("several requests", ofSeveral(client, host));
            JolokiaVersionResponse version = client.execute(new JolokiaVersionRequest());
            answers.put("protocol", version.getProtocolVersion());
            return answers;
        }
    }

    /** Sends a request and keeps the answer under a name. */
    private interface Asked {
        void by(String name, JolokiaRequest request, HttpMethod method) throws JolokiaException;
    }

    /** Returns the value, or the status of an error. */
    private static Object answer(JolokiaClient client, JolokiaRequest request, HttpMethod method)
            throws JolokiaException {
        try {
            JolokiaResponse<JolokiaRequest> response = client.execute(request, method);
            return comparable("", response.getValue());
        } catch (JolokiaRemoteException e) {
            return e.getStatus();
        }
    }

    private static List<Object> ofSeveral(JolokiaClient client, ObjectName host) throws JolokiaException {
        List<JolokiaReadRequest> requests =
                List.of(new JolokiaReadRequest(host, "UserCount"), new JolokiaReadRequest(host, "Nothing"));
        try {
            client.execute(requests);
            return List.of();
        } catch (JolokiaBulkRemoteException e) {
            return e.getResults().stream()
                    .<Object>map(each -> each instanceof JolokiaRemoteException error
                            ? error.getStatus()
                            : ((JolokiaResponse<?>) each).getValue())
                    .toList();
        }
    }

    @Test
    void theAdapterForJmxGetsTheSameAnswers() throws Exception {
        Map<String, Object> answers = new TreeMap<>();

        assertThat(differences(ClientConformanceIT::byJmx, answers)).isEmpty();
        assertThat(answers).containsEntry("exec", "DONE");
    }

    private static Map<String, Object> byJmx(Agent agent) throws Exception {
        ObjectName session = session("zoë.o'neill");
        ObjectName host = new ObjectName(HOST);
        try (JolokiaAdapter adapter = new JolokiaAdapter();
                JMXConnector connector = adapter.connect(agent.uri(), agent.user(), agent.password())) {
            MBeanServerConnection beans = connector.getMBeanServerConnection();
            Map<String, Object> answers = new TreeMap<>();
            answers.put("read", beans.getAttribute(session, "Account"));
            answers.put(
                    "read several",
                    beans.getAttributes(host, new String[] {"Host", "UserCount"})
                            .toString());
            answers.put("search", beans.queryNames(new ObjectName(SESSIONS), null));
            answers.put("description", beans.getMBeanInfo(session).toString());
            answers.put("is registered", beans.isRegistered(new ObjectName(GONE)));
            answers.put("unknown attribute", thrown(() -> beans.getAttribute(host, "Nothing")));
            answers.put("unknown bean", thrown(() -> beans.getAttribute(new ObjectName(GONE), "Id")));
            answers.put("unknown operation", thrown(() -> beans.invoke(host, "nothing", null, null)));
            CompositeData answer = (CompositeData)
                    beans.invoke(session, "logoff", new Object[] {true}, new String[] {boolean.class.getName()});
            answers.put("exec", answer.get("Outcome"));
            return answers;
        }
    }

    private static String thrown(Callable<?> call) {
        try {
            return "returned " + call.call();
        } catch (Exception e) {
            return e.getClass().getName();
        }
    }

    /**
     * Returns each answer that is not the same, and what it is instead of. Asks both at the same time, since most of it
     * is waiting for logoffs.
     *
     * @param answers is filled with the answers of the service
     */
    private static Map<String, String> differences(Client client, Map<String, Object> answers) throws Exception {
        FutureTask<Map<String, Object>> asked = new FutureTask<>(() -> client.answersOf(bare));
        new Thread(asked, "bare").start();
        answers.putAll(client.answersOf(ours));
        Map<String, Object> expected = asked.get();
        assertThat(answers).containsOnlyKeys(expected.keySet());
        Map<String, String> differences = new TreeMap<>();
        answers.forEach((name, answer) -> {
            Object other = expected.get(name);
            if (!answer.equals(other)) {
                differences.put(name, answer + " instead of " + (other instanceof Map ? "a value" : other));
            }
        });
        return differences;
    }

    /** Returns a value without what differs between two services or two moments, and without order of names. */
    private static Object comparable(String name, Object value) {
        if (value instanceof JSONObject members) {
            Map<String, Object> comparable = new TreeMap<>();
            members.forEach((key, member) -> comparable.put(key, comparable(key, member)));
            return comparable;
        }
        if (value instanceof JSONArray elements) {
            Stream<Object> comparable = elements.stream().map(element -> comparable(name, element));
            boolean names = elements.stream().allMatch(String.class::isInstance);
            return (names ? comparable.sorted() : comparable).toList();
        }
        return CHANGING.matcher(name).matches() ? value.getClass().getSimpleName() : value;
    }

    /** Both services show the same sessions under the same ids. */
    private static ObjectName session(String user) throws JMException {
        return new ObjectName("logoffd:type=Session,host=" + RunningService.HOST + ",id=" + ids.get(user));
    }
}
