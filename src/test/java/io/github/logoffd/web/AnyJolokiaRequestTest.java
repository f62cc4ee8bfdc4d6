package io.github.logoffd.web;

import static io.github.logoffd.web.HttpFixture.ALICE;
import static io.github.logoffd.web.HttpFixture.HOST_BEAN;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.logoffd.support.json.JsonWriter;
import io.github.logoffd.testing.Corpus;
import java.lang.management.ManagementFactory;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Pattern;
import javax.management.MalformedObjectNameException;
import javax.management.ObjectName;
import javax.management.StandardMBean;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Data;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.FromData;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;
import net.jqwik.api.Tuple.Tuple1;
import net.jqwik.api.lifecycle.AfterContainer;
import net.jqwik.api.lifecycle.BeforeContainer;
import org.jolokia.json.JSONObject;
import org.jolokia.json.parser.JSONParser;

/**
 * Whatever a Jolokia request says, it is answered in sentences, and only an operator has something done: what the
 * request names.
 */
class AnyJolokiaRequestTest {

    private static final ObjectName FOREIGN = name("foreign:type=Probe");
    private static final Pattern CARELESS =
            Pattern.compile("NullPointer|NumberFormat|For input string|ClassCast|IndexOutOf|StackOverflow|: null$");

    private static final AtomicInteger FOREIGN_CALLS = new AtomicInteger();
    private static HttpFixture fixture;

    /** A bean that is not ours. */
    public interface ForeignMXBean {
        void logoff();
    }

    private static final class Foreign implements ForeignMXBean {
        @Override
        public void logoff() {
            FOREIGN_CALLS.incrementAndGet();
        }
    }

    @BeforeContainer
    static void start() throws Exception {
        fixture = HttpFixture.start();
        ManagementFactory.getPlatformMBeanServer()
                .registerMBean(new StandardMBean(new Foreign(), ForeignMXBean.class, true), FOREIGN);
    }

    @AfterContainer
    static void stop() throws Exception {
        ManagementFactory.getPlatformMBeanServer().unregisterMBean(FOREIGN);
        fixture.close();
    }

    @Property(edgeCases = EdgeCasesMode.NONE)
    void aMonitorHasNothingDone(@ForAll("bodies") Object body) throws Exception {
        check(send(json(body), "monitor"));

        assertThat(fixture.host.actingCalls()).isEmpty();
    }

    @Property(edgeCases = EdgeCasesMode.NONE)
    void anOperatorHasDoneWhatTheRequestNames(@ForAll("bodies") Object body) throws Exception {
        String json = json(body);
        HttpResponse<String> response = send(json, "operator");

        check(response);
        checkCalls(json, response.body());
    }

    @Property(edgeCases = EdgeCasesMode.NONE)
    void anUnknownUserIsOnlyAskedForAPassword(@ForAll("bodies") Object body) throws Exception {
        HttpResponse<String> response = fixture.sendAsItIs(fixture.request().POST(BodyPublishers.ofString(json(body))));

        assertThat(response.statusCode()).isEqualTo(401);
        assertThat(fixture.host.actingCalls()).isEmpty();
    }

    @Property
    @FromData("corpus")
    void requestsThatFailedOnceAreAnswered(@ForAll String json) throws Exception {
        check(send(json, "monitor"));
        assertThat(fixture.host.actingCalls()).isEmpty();

        HttpResponse<String> response = send(json, "operator");
        check(response);
        checkCalls(json, response.body());
    }

    @Data
    Iterable<Tuple1<String>> corpus() {
        return Corpus.of("jolokia-requests.txt");
    }

    /** Every request that acts gets its outcome. */
    private static void checkCalls(String json, String answer) {
        assertThat(fixture.host.actingCalls()).allSatisfy(call -> {
            assertThat(call).isEqualTo("logoff 3");
            assertThat(json).contains("\"exec\"").contains("logoff").contains("id=3");
            assertThat(answer).contains("\"Outcome\"");
        });
        assertThat(FOREIGN_CALLS).hasValue(0);
        fixture.host.forgetCalls();
    }

    private static HttpResponse<String> send(String json, String user) throws Exception {
        HttpRequest.Builder request =
                fixture.request().header("Content-Type", "application/json").POST(BodyPublishers.ofString(json));
        return fixture.sendAsItIs(request, UsersFixture.AUTHORIZATION, UsersFixture.basic(user));
    }

    private static void check(HttpResponse<String> response) throws Exception {
        assertThat(response.statusCode()).isIn(200, 400, 413);
        Object answer = new JSONParser().parse(response.body());
        Collection<?> answers = answer instanceof Collection<?> many ? many : List.of(answer);
        for (Object one : answers) {
            JSONObject object = (JSONObject) one;
            if (HttpFixture.status(object) != 200) {
                assertThat((String) object.get("error")).contains(" ").doesNotContainPattern(CARELESS);
            }
        }
    }

    private static String json(Object body) throws Exception {
        StringBuilder json = new StringBuilder();
        JsonWriter.write(body, json);
        return json.toString();
    }

    private static ObjectName name(String text) {
        try {
            return new ObjectName(text);
        } catch (MalformedObjectNameException e) {
            throw new IllegalArgumentException(e);
        }
    }

    @Provide
    Arbitrary<Object> bodies() {
        Arbitrary<Object> one = requests().map(request -> request);
        return Arbitraries.frequencyOf(
                Tuple.of(6, one),
                Tuple.of(2, Arbitraries.oneOf(one, odd()).list().ofMaxSize(4).map(list -> list)),
                Tuple.of(1, odd()));
    }

    private static Arbitrary<Map<String, Object>> requests() {
        return Combinators.combine(
                        usually(
                                "type",
                                "read",
                                "exec",
                                "exec",
                                "write",
                                "list",
                                "search",
                                "version",
                                "notification",
                                "config",
                                "EXEC"),
                        usually(
                                "mbean",
                                ALICE,
                                ALICE,
                                "logoffd:id=3,type=Session,host=HOST1",
                                HOST_BEAN,
                                FOREIGN.toString(),
                                "logoffd:*",
                                "*:*",
                                "java.lang:type=Memory",
                                "java.lang:type=Runtime",
                                "no name",
                                ""),
                        usually("operation", "logoff", "logoff", "logoff(boolean)", "logoff(", "(", "gc", "[", ""),
                        usually(
                                "arguments",
                                List.of(false),
                                List.of(false),
                                List.of(),
                                Arrays.asList((Object) null),
                                List.of("false", "x"),
                                List.of(List.of(false)),
                                List.of(1e99),
                                List.of(Map.of())),
                        usually("attribute", "Id", List.of("Id", "State"), List.of(), "nothing", ""),
                        usually("path", "", "a/b", "!/", "/", "3", List.of("a"), "!"),
                        usually(
                                "config",
                                Map.of("maxDepth", -1),
                                Map.of("maxDepth", "x"),
                                Map.of("maxObjects", 1e30),
                                Map.of("ignoreErrors", "x"),
                                Map.of("ifModifiedSince", "x"),
                                Map.of("includeStackTrace", "true"),
                                Map.of("serializeException", "true"),
                                Map.of("callback", "x"),
                                Map.of("mimeType", "text/html"),
                                Map.of("openTypes", "true"),
                                Map.of("canonicalNaming", 3)),
                        usually("target", Map.of("url", "service:jmx:rmi:///jndi/rmi://127.0.0.1:1/x"), Map.of()))
                .as((type, mbean, operation, arguments, attribute, path, config, target) -> {
                    Map<String, Object> request = new LinkedHashMap<>();
                    for (Map<String, Object> member :
                            List.of(type, mbean, operation, arguments, attribute, path, config, target)) {
                        request.putAll(member);
                    }
                    return request;
                });
    }

    /** A member of a request: mostly one of these values, sometimes another, sometimes none. */
    private static Arbitrary<Map<String, Object>> usually(String member, Object... values) {
        Arbitrary<Map<String, Object>> there = Arbitraries.frequencyOf(
                        Tuple.of(9, Arbitraries.of(values)), Tuple.of(1, odd()))
                .map(value -> {
                    Map<String, Object> map = new LinkedHashMap<>();
                    map.put(member, value);
                    return map;
                });
        return Arbitraries.frequencyOf(Tuple.of(4, there), Tuple.of(1, Arbitraries.just(Map.of())));
    }

    private static Arbitrary<Object> odd() {
        return Arbitraries.of(
                        "",
                        "exec",
                        "\u0000",
                        0,
                        -1,
                        1e300,
                        Long.MIN_VALUE,
                        false,
                        List.of(),
                        List.of(List.of()),
                        Map.of(),
                        Map.of("type", "version"),
                        "x".repeat(3000))
                .injectNull(0.2);
    }
}
