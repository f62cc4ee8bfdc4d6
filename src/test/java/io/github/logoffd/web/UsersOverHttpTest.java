package io.github.logoffd.web;

import static io.github.logoffd.web.HttpFixture.ALICE;
import static io.github.logoffd.web.HttpFixture.object;
import static io.github.logoffd.web.UsersFixture.AUTHORIZATION;
import static io.github.logoffd.web.UsersFixture.basic;
import static io.github.logoffd.web.UsersFixture.encoded;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.logoffd.access.Answer;
import io.github.logoffd.access.Caller;
import io.github.logoffd.access.LiveUsers;
import io.github.logoffd.testing.Await;
import io.github.logoffd.testing.NanoClock;
import io.github.logoffd.testing.Samples;
import io.github.logoffd.testing.ScriptedHost;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.http.HttpClient;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Authentication over HTTP, and the answers to clients without a valid user. */
class UsersOverHttpTest {

    private static final String READ = "/jolokia/read/" + ALICE + "/Id";

    @TempDir
    private Path folder;

    private final NanoClock clock = new NanoClock();
    private final List<String> reloads = new ArrayList<>();
    private UsersFixture users;
    private LiveUsers open;
    private HttpFixture fixture;

    @BeforeEach
    void start() throws Exception {
        users = new UsersFixture(folder);
        users.write("operator:operator", "monitor:monitor", "machine:operator:certificate");
        open = users.open(clock, reloads::add);
        fixture = start(open);
    }

    private static HttpFixture start(LiveUsers live) {
        return HttpFixture.of(new ScriptedHost().with(Samples.active(3, "alice")))
                .users(live)
                .start();
    }

    @AfterEach
    void stop() {
        assertThat(fixture.host.actingCalls()).isEmpty();
        fixture.close();
    }

    static Stream<Arguments> doors() {
        List<String> paths = List.of(
                "/console/user",
                "/jolokia",
                "/jolokia/",
                READ,
                "/jolokia/version",
                "/jolokia/../health",
                "/jolokiaxyz",
                "/events",
                "/events?lastEventId=0",
                "/metrics",
                "/history",
                "/counts",
                "/hooks/alertmanager",
                "/favicon.ico",
                "/health/",
                "/health/../jolokia/version",
                "/healthy",
                "/HEALTH",
                "/%68ealth/x",
                "/nothing");
        return paths.stream()
                .flatMap(path -> Stream.of("GET", "HEAD", "POST", "PUT", "DELETE", "OPTIONS", "PATCH", "TRACE", "BREW")
                        .map(method -> Arguments.of(method, path)));
    }

    @ParameterizedTest
    @MethodSource("doors")
    void withoutAUserNothingIsServed(String method, String path) throws Exception {
        HttpResponse<String> response =
                fixture.sendAsItIs(fixture.request(path).method(method, BodyPublishers.ofString("{}")));

        assertThat(response.statusCode()).isEqualTo(401);
        assertThat(response.headers().allValues("WWW-Authenticate"))
                .containsExactly("Basic realm=\"logoffd\", charset=\"UTF-8\"");
        assertThat(response.body()).doesNotContain("value").doesNotContain("HOST1");
    }

    @Test
    void healthNeedsNoUserAndTellsNoSecret() throws Exception {
        HttpResponse<String> response = fixture.sendAsItIs(fixture.request("/health"));

        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(response.body()).doesNotContain("alice");
    }

    @ParameterizedTest
    @ValueSource(strings = {"operator", "monitor"})
    void aUserWithTheRightPasswordIsServed(String user) throws Exception {
        HttpResponse<String> response = fixture.get(READ, AUTHORIZATION, basic(user));

        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(object(response.body())).containsEntry("value", 3L);
    }

    @ParameterizedTest
    @ValueSource(strings = {"basic ", "BASIC   "})
    void theSchemeIsKnownInAnyCase(String scheme) throws Exception {
        assertThat(fixture.get(READ, AUTHORIZATION, scheme + encoded("monitor:" + UsersFixture.PASSWORD))
                        .statusCode())
                .isEqualTo(200);
    }

    static Stream<String> headersThatNameNobody() {
        return Stream.of(
                "",
                "Basic",
                "Basic ",
                "Basic !!!!",
                "Basic YQ",
                "Basic YTpi====",
                "Basic " + encoded("no colon"),
                "Basic " + encoded(""),
                "Basic " + Base64.getEncoder().encodeToString(new byte[] {'a', ':', (byte) 0xC3}),
                "Basic " + encoded("monitor:" + "x".repeat(10_000)),
                "Basic " + encoded("monitor:" + UsersFixture.PASSWORD) + " x",
                "Digest username=\"monitor\"",
                "Bearer " + encoded("monitor:" + UsersFixture.PASSWORD),
                encoded("monitor:" + UsersFixture.PASSWORD));
    }

    @ParameterizedTest
    @MethodSource("headersThatNameNobody")
    void aHeaderThatCannotBeParsedIsNoUser(String header) throws Exception {
        HttpResponse<String> response = fixture.get(READ, AUTHORIZATION, header);

        assertThat(response.statusCode()).isEqualTo(401);
        assertThat((String) object(response.body()).get("error"))
                .startsWith("The Authorization header is invalid. Send");
        assertThat(fixture.denials).isEmpty();
    }

    static Stream<Arguments> wrongNamesAndPasswords() {
        return Stream.of(
                Arguments.of("operator", "wrong"),
                Arguments.of("operator", ""),
                Arguments.of("Operator", UsersFixture.PASSWORD),
                Arguments.of("nobody", UsersFixture.PASSWORD),
                Arguments.of("", UsersFixture.PASSWORD),
                Arguments.of("machine", "certificate"),
                Arguments.of("a\nb", "x"));
    }

    @ParameterizedTest
    @MethodSource("wrongNamesAndPasswords")
    void aWrongNameAndAWrongPasswordAreTheSame(String name, String password) throws Exception {
        HttpResponse<String> response = fixture.get(READ, AUTHORIZATION, basic(name, password));

        assertThat(response.statusCode()).isEqualTo(401);
        assertThat((String) object(response.body()).get("error"))
                .isEqualTo("There is no user with this name and password. Send the name and password of a user"
                        + " by HTTP Basic, or a TLS client certificate of one.");
        assertThat(fixture.denials)
                .containsExactly(new HttpFixture.Denial(
                        new Caller("http", "127.0.0.1", name, ""), "There is no user with this name and password."));
    }

    /** The answers are timed, as the delays are for the client. */
    @Test
    void guessesAreAnsweredLateAndTheRightPasswordIsNot() throws Exception {
        for (int i = 0; i < 5; i++) {
            assertThat(guess("guess " + i).statusCode()).isEqualTo(401);
        }

        long start = System.nanoTime();
        assertThat(guess("one more").statusCode()).isEqualTo(401);
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isGreaterThan(Duration.ofMillis(640));
        assertThat(fixture.get(READ, AUTHORIZATION, basic("operator")).statusCode())
                .isEqualTo(200);
        assertThat(fixture.denials).hasSize(6);
    }

    private HttpResponse<String> guess(String password) throws Exception {
        return fixture.get(READ, AUTHORIZATION, basic("operator", password));
    }

    @Test
    void whenAnAccountHasNoGuessLeftConnectionsOfItsUserAreServedAndOthersAreTold() throws Exception {
        fixture.close();
        LiveUsers hashedOnce = users.openHashing(1);
        fixture = start(hashedOnce);
        assertThat(fixture.get(READ, AUTHORIZATION, basic("operator")).statusCode())
                .isEqualTo(200);
        for (int i = 0; i < 1400; i++) {
            CompletableFuture<Answer> unused =
                    hashedOnce.authenticator().authenticate("operator", "guess " + i, InetAddress.getLoopbackAddress());
        }

        HttpResponse<String> other = HttpClient.newHttpClient()
                .send(
                        fixture.request(READ)
                                .setHeader(AUTHORIZATION, basic("operator"))
                                .build(),
                        BodyHandlers.ofString());
        HttpResponse<String> kept = fixture.get(READ, AUTHORIZATION, basic("operator"));

        assertThat(other.statusCode()).isEqualTo(429);
        assertThat(other.headers().firstValue("Retry-After")).contains("1");
        assertThat((String) object(other.body()).get("error")).startsWith("Too many wrong passwords.");
        assertThat(fixture.denials)
                .containsExactly(new HttpFixture.Denial(
                        new Caller("http", "127.0.0.1", "operator", ""), "Too many wrong passwords."));
        assertThat(kept.statusCode()).isEqualTo(200);
    }

    private void look() {
        open.look();
        open.look();
    }

    @Test
    void theStreamOfAUserWhoIsRemovedEnds() throws Exception {
        try (InputStream stream = fixture.stream("/events").body()) {
            Await.until("the stream is open", () -> fixture.endpoint.openStreams() == 1);
            users.write("monitor:monitor");
            look();

            fixture.events.publish("logoffd.test", "HOST1", "one too many", Map.of());

            Await.until("the stream has ended", () -> fixture.endpoint.openStreams() == 0);
            assertThat(new String(stream.readAllBytes(), StandardCharsets.UTF_8))
                    .isEqualTo("retry: 3000\n\n");
        }
    }

    @Test
    void aUserWhoIsRemovedIsRefusedOnTheConnectionThatHeHas() throws Exception {
        assertThat(fixture.get(READ, AUTHORIZATION, basic("monitor")).statusCode())
                .isEqualTo(200);

        users.write("operator:operator");
        assertThat(fixture.get(READ, AUTHORIZATION, basic("monitor")).statusCode())
                .isEqualTo(200);
        look();

        assertThat(fixture.get(READ, AUTHORIZATION, basic("monitor")).statusCode())
                .isEqualTo(401);
        assertThat(fixture.get(READ, AUTHORIZATION, basic("operator")).statusCode())
                .isEqualTo(200);
        assertThat(reloads)
                .singleElement()
                .asString()
                .endsWith(" was reloaded: monitor (monitor) was removed; machine (operator) was removed.");
    }

    @Test
    void whileTooManyPasswordsAreCheckedTheClientIsReportedToComeBack() throws Exception {
        fixture.close();
        fixture = start(users.openHashing(0));

        HttpResponse<String> response = fixture.get(READ, AUTHORIZATION, basic("monitor"));

        assertThat(response.statusCode()).isEqualTo(503);
        assertThat(response.headers().firstValue("Retry-After")).contains("1");
        assertThat(object(response.body()))
                .containsEntry("status", 503L)
                .containsEntry(
                        "error",
                        "Too many passwords are being checked, so this one was not. Repeat the request after"
                                + " a second.");
        assertThat(fixture.denials).isEmpty();
    }
}
