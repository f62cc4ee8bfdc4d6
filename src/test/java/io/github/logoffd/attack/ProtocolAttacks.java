package io.github.logoffd.attack;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.SocketTimeoutException;
import java.util.List;
import java.util.stream.Stream;
import org.jolokia.json.JSONArray;
import org.jolokia.json.JSONObject;

/** Every known way by which Jolokia or an HTTP server was made to do what it should not. */
final class ProtocolAttacks {

    private static final String OPERATOR = Wire.user("operator", Attacked.PASSWORD);
    private static final String LOGOFF_ALL = "{\"type\":\"exec\",\"mbean\":\"" + Attacked.HOST
            + "\",\"operation\":\"logoffAll\",\"arguments\":[100,false]}";
    private static final String CLOSE = "Connection: close\r\n";

    private final Attacked service;
    private final Denials denials;

    ProtocolAttacks(Attacked service, Denials denials) {
        this.service = service;
        this.denials = denials;
    }

    /** Without a user, and with one where another header than Authorization names him. */
    void strangers() throws IOException {
        List<String> targets = List.of(
                "/console/user",
                "/console/../jolokia/version",
                "/console/..%2fjolokia/version",
                "/jolokia",
                "/jolokia/version",
                "//jolokia/version",
                "/health/../jolokia/version",
                "/health%2f..%2fjolokia/version",
                "/health;/jolokia/version",
                "/%6aolokia/list",
                "/jolokia/../events",
                "/events",
                "/metrics",
                "/counts",
                "http://localhost/jolokia/version",
                "\\jolokia",
                "*",
                "/health/x",
                "/HEALTH");
        for (String method : List.of("GET", "POST", "HEAD", "PUT", "OPTIONS", "TRACE", "CONNECT", "get")) {
            for (String target : targets) {
                assertNothingIsReported(raw(method + ' ' + target + " HTTP/1.1\r\nHost: localhost\r\nX-jolokia-"
                        + OPERATOR + CLOSE + "\r\n"));
            }
        }
    }

    private static void assertNothingIsReported(String answer) {
        assertThat(answer).doesNotStartWith("HTTP/1.1 200").doesNotContain("\"protocol\"", "SIM-RDS01", "retry: ");
    }

    /**
     * What a page in a browser of the machine could have sent, by DNS rebinding too, with a password that the browser
     * keeps.
     */
    void foreignPages() throws IOException {
        for (String header : List.of(
                "Host: evil.example\r\n",
                "Host: localhost\r\nOrigin: http://evil.example\r\n",
                "Host: localhost\r\nOrigin: null\r\n",
                "Host: localhost\r\nSec-Fetch-Site: cross-site\r\n",
                "Host: localhost\r\nAccess-Control-Request-Method: POST\r\nOrigin: http://evil.example\r\n")) {
            for (String method : List.of("GET", "POST", "OPTIONS")) {
                assertThat(raw(method + " /jolokia/?callback=steal&mimeType=text/html HTTP/1.1\r\n" + header + OPERATOR
                                + "Content-Length: " + LOGOFF_ALL.length() + "\r\n" + CLOSE + "\r\n" + LOGOFF_ALL))
                        .startsWith("HTTP/1.1 403 ")
                        .doesNotContainIgnoringCase("Access-Control-Allow")
                        .doesNotContain("steal(");
            }
        }
        for (String type : List.of("text/plain", "application/x-www-form-urlencoded", "multipart/form-data")) {
            assertRefusedToAct(post("Content-Type: " + type + "\r\n" + OPERATOR, LOGOFF_ALL));
        }
        assertRefusedToAct(post(OPERATOR, LOGOFF_ALL));
    }

    private static String post(String headers, String json) {
        return Wire.post(headers, json).replaceFirst("Content-Type: application/json\r\n", "");
    }

    /** By each role and in each spelling. */
    void acts() throws IOException {
        for (String user : List.of("operator", "monitor")) {
            for (String request : refusedActs()) {
                assertRefusedToAct(Wire.post(Wire.user(user, Attacked.PASSWORD), request));
            }
            for (String path : refusedPaths()) {
                assertRefusedToAct(Wire.get(path, Wire.user(user, Attacked.PASSWORD)));
            }
        }
        for (String operation : List.of("logoffAll", "logoffAll(int,boolean)", "refresh", "refresh()")) {
            assertRefusedToAct(
                    Wire.post(Wire.user("monitor", Attacked.PASSWORD), LOGOFF_ALL.replace("logoffAll", operation)));
        }
    }

    private void assertRefusedToAct(String request) throws IOException {
        Wire.Answer answer = service.ask(request);
        assertThat(denials.ofAct(Attacked.object(answer.body())))
                .as(request)
                .containsEntry("status", 403L)
                .doesNotContainKeys("stacktrace", "error_value", "value");
    }

    private static List<String> refusedActs() {
        Stream<String> execs = Stream.of(
                        "logoffd:type=SessionHost,*\",\"operation\":\"logoffAll",
                        "*:type=SessionHost,host=SIM-RDS01\",\"operation\":\"logoffAll",
                        "logoffd:type=Session,host=SIM-RDS01,id=?\",\"operation\":\"logoff",
                        "com.sun.management:type=DiagnosticCommand\",\"operation\":\"jvmtiAgentLoad",
                        "com.sun.management:type=HotSpotDiagnostic\",\"operation\":\"dumpHeap",
                        "java.util.logging:type=Logging\",\"operation\":\"setLoggerLevel",
                        "java.lang:type=Memory\",\"operation\":\"gc",
                        "java.lang:type=Threading\",\"operation\":\"dumpAllThreads",
                        "jolokia:type=Config,agent=logoffd\",\"operation\":\"resetDebugInfo",
                        "JMImplementation:type=MBeanServerDelegate\",\"operation\":\"x",
                        Attacked.HOST + "\",\"operation\":\"logoffAll/../refresh",
                        Attacked.HOST + "\",\"operation\":\"")
                .map(what -> "{\"type\":\"exec\",\"mbean\":\"" + what + "\",\"arguments\":[100,false]}");
        Stream<String> writes = Stream.of(Attacked.HOST, "java.lang:type=Memory", "*:*", "logoffd:*")
                .map(bean ->
                        "{\"type\":\"write\",\"mbean\":\"" + bean + "\",\"attribute\":\"Verbose\",\"value\":true}");
        return Stream.concat(execs, writes).toList();
    }

    private static List<String> refusedPaths() {
        return List.of(
                "/jolokia/exec/" + Attacked.HOST + "/logoffAll/100/false",
                "/jolokia/exec/" + Attacked.HOST + "/logoffAll(int,boolean)/100/false?ignoreErrors=true",
                "/jolokia/?p=exec/" + Attacked.HOST + "/logoffAll/100/false",
                "/jolokia/%65xec/" + Attacked.HOST + "/logoffAll/100/false",
                "/jolokia//exec/" + Attacked.HOST + "/refresh",
                "/jolokia/write/java.lang:type=Memory/Verbose/true");
    }

    /** Commands that are not served to anybody, and what Jolokia would tell with them. */
    void unknownCommands() throws IOException {
        for (String request : List.of(
                "{\"type\":\"notification\",\"command\":\"register\"}",
                "{\"type\":\"notification\",\"command\":\"add\",\"mbean\":\"" + Attacked.HOST
                        + "\",\"client\":\"x\",\"mode\":\"sse\"}",
                "{\"type\":\"config\"}",
                "{\"type\":\"shutdown\"}",
                "{\"type\":\"read\",\"mbean\":\"java.lang:type=Runtime\",\"attribute\":\"SystemProperties\"}",
                "{\"type\":\"read\",\"mbean\":\"java.lang:type=Nothing\",\"config\":{\"includeStackTrace\":\"true\","
                        + "\"serializeException\":\"true\",\"allowErrorDetails\":\"true\"}}")) {
            assertThat(service.ask(Wire.post(OPERATOR, request)).body())
                    .as(request)
                    .doesNotContain("\"status\":200", "stacktrace", "java.home", ".java:", "\tat ");
        }
    }

    /** The JSR-160 proxy would connect before it decides. */
    void otherTargets() throws IOException {
        try (ServerSocket home = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            home.setSoTimeout(1);
            String url = "service:jmx:rmi:///jndi/rmi://127.0.0.1:" + home.getLocalPort() + "/x";
            service.ask(Wire.post(
                    OPERATOR,
                    "{\"type\":\"read\",\"mbean\":\"" + Attacked.HOST + "\",\"target\":{\"url\":\"" + url + "\"}}"));
            assertThat(isCalled(home)).isFalse();
        }
    }

    private static boolean isCalled(ServerSocket home) throws IOException {
        try {
            home.accept().close();
            return true;
        } catch (SocketTimeoutException nobody) {
            return false;
        }
    }

    /**
     * Requests of which two servers may see different ends: what is hidden in the body of the first is never a request.
     */
    void hiddenRequests() throws IOException {
        String hidden = Wire.post(OPERATOR, LOGOFF_ALL);
        String chunk = Integer.toHexString(hidden.length()) + "\r\n" + hidden + "\r\n0\r\n\r\n";
        String length = Integer.toString(hidden.length());
        for (String headers : List.of(
                "Content-Length: " + length + "\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n",
                "Transfer-Encoding: chunked\r\nContent-Length: " + length + "\r\n\r\n0\r\n\r\n",
                "Content-Length: 0\r\nContent-Length: " + length + "\r\n\r\n",
                "Content-Length: " + length + "\r\nContent-Length: 0\r\n\r\n",
                "Content-Length: 0, " + length + "\r\n\r\n",
                "Content-Length : " + length + "\r\n\r\n",
                "Content-Length: -1\r\n\r\n",
                "Content-Length: +" + length + "\r\n\r\n",
                "Content-Length:\r\n " + length + "\r\n\r\n",
                "Content-Length: " + length + "\n\n",
                "Transfer-Encoding : chunked\r\n\r\n",
                "Transfer-Encoding: identity\r\n\r\n",
                "Transfer-Encoding: chunked, identity\r\n\r\n",
                "Transfer-Encoding: xchunked\r\n\r\n")) {
            raw("POST /jolokia/ HTTP/1.1\r\nHost: localhost\r\n" + headers + hidden);
        }
        for (String headers : List.of("Transfer-Encoding:\r\n chunked\r\n\r\n", "Transfer-Encoding: chunked\n\n")) {
            raw("POST /jolokia/ HTTP/1.1\r\nHost: localhost\r\n" + headers + chunk);
        }
        assertThat(service.audit().lines("ASKED"))
                .noneMatch(line -> line.get("operation").equals("logoffAll"));
    }

    /** In the journal an invisible character has six bytes. */
    void messagesThatWouldPushOutTheAudit() throws IOException {
        String text = "x" + "\\u200b".repeat(1000);
        String id = service.keys().stream()
                .filter(key -> !key.endsWith(":none"))
                .map(key -> key.split(":", 3)[1])
                .findFirst()
                .orElseThrow();
        for (int i = 0; i < 3; i++) {
            assertThat(service.ask(
                            "operator",
                            "{\"type\":\"exec\",\"mbean\":\"" + Attacked.HOST.replace("SessionHost", "Session") + ",id="
                                    + id + "\",\"operation\":\"sendMessage\",\"arguments\":[\"\",\"" + text + "\"]}"))
                    .containsEntry("status", 200L);
        }
        List<JSONObject> lines = service.audit().lines("ANSWERED").stream()
                .filter(line -> line.get("operation").equals("sendMessage"))
                .toList();
        assertThat(lines)
                .hasSize(3)
                .allSatisfy(line -> assertThat((String) line.get("arguments")).endsWith("characters)"));
    }

    void overlongArguments() throws IOException {
        for (String arguments : List.of(
                "[\"x\",\"\",\"\",1e999999999,\"\",\"\",true]",
                "[\"" + "x".repeat(250_000) + "\",\"\",\"\",0,\"\",\"\",true]",
                "[\"x\",\"\",\"\",0,\"" + "x".repeat(250_000) + "\",\"\",true]",
                "[\"x\",\"\",\"\",0,\"\",\"" + "x".repeat(250_000) + "\",true]")) {
            assertThat(service.ask("operator", requestLogoff(arguments))).doesNotContainKey("value");
        }
    }

    private static String requestLogoff(String arguments) {
        return "{\"type\":\"exec\",\"mbean\":\"" + Attacked.HOST + "\",\"operation\":\"requestLogoff\",\"arguments\":"
                + arguments + '}';
    }

    /** Asks for one logoff many times at once, with the same request id; returns the session's key. */
    String replay(int times) throws Exception {
        JSONArray sessions = (JSONArray) service.read(Attacked.HOST, "Sessions");
        String key = sessions.stream()
                .map(JSONObject.class::cast)
                .filter(session -> session.get("State").equals("ACTIVE")
                        && session.get("Kind").equals("USER"))
                .map(session -> (String) session.get("Key"))
                .findFirst()
                .orElseThrow();
        String request = requestLogoff("[\"" + key + "\",\"\",\"\",0,\"replayed\",\"attack\",false]");

        assertThat(Crowd.each(
                        times,
                        8,
                        i -> ((JSONObject) service.ask("operator", request).get("value")).get("Outcome")))
                .containsOnly("ACCEPTED");
        return key;
    }

    private String raw(String request) throws IOException {
        try (Wire wire = service.connect()) {
            return wire.exchange(request);
        }
    }
}
