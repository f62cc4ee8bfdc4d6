package io.github.logoffd.web;

import static io.github.logoffd.web.HttpFixture.ALICE;
import static io.github.logoffd.web.HttpFixture.status;
import static io.github.logoffd.web.UsersFixture.AUTHORIZATION;
import static io.github.logoffd.web.UsersFixture.basic;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.logoffd.access.Caller;
import io.github.logoffd.testing.Samples;
import io.github.logoffd.testing.ScriptedHost;
import io.github.logoffd.testing.TestAuthority;
import io.github.logoffd.tls.ClientCertificates;
import java.net.http.HttpClient;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Users who show a certificate instead of a password. */
class CertificateUsersTest {

    private static final String READ = "/jolokia/read/" + ALICE + "/Id";

    @TempDir
    private Path folder;

    private final List<AutoCloseable> open = new ArrayList<>();
    private HttpsFixture tls;
    private UsersFixture users;

    @BeforeEach
    void makeKeyMaterial() throws Exception {
        tls = new HttpsFixture(folder);
        users = new UsersFixture(folder);
        users.write("reader:monitor:certificate", "script:operator:certificate", "operator:operator");
    }

    @AfterEach
    void close() throws Exception {
        for (AutoCloseable each : open) {
            each.close();
        }
    }

    @Test
    void theCommonNameOfTheCertificateIsTheUser() throws Exception {
        HttpFixture fixture = showing("CN=script,O=Corp");

        assertThat(fixture.sendAsItIs(fixture.request(READ)).statusCode()).isEqualTo(200);
        fixture.sendAsItIs(fixture.request()
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString("{\"type\":\"exec\",\"mbean\":\"" + ALICE
                        + "\",\"operation\":\"logoff\",\"arguments\":[false]}")));

        assertThat(fixture.host.actingCalls()).containsExactly("logoff 3");
        assertThat(fixture.trail.lines())
                .extracting(line -> line.intent().caller())
                .containsOnly(new Caller("http", "127.0.0.1", "script", "operator"));
    }

    @Test
    void theRoleOfTheCertificateCounts() throws Exception {
        HttpFixture fixture = showing("CN=reader");

        assertThat(fixture.sendAsItIs(fixture.request(READ)).statusCode()).isEqualTo(200);
        assertThat(fixture.sendAsItIs(fixture.request("/jolokia/exec/" + ALICE + "/logoff/false"))
                        .body())
                .contains("exec needs the role operator");
        assertThat(fixture.host.actingCalls()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"CN=nobody", "CN=operator", "CN=Script", "O=script", "CN=script,CN=reader"})
    void anotherNameIsNoUser(String subject) throws Exception {
        HttpFixture fixture = showing(subject);

        assertThat(fixture.sendAsItIs(fixture.request(READ)).statusCode()).isEqualTo(401);
        assertThat(fixture.get(READ, AUTHORIZATION, basic("operator")).statusCode())
                .isEqualTo(200);
    }

    @Test
    void whoGivesAPasswordIsNotLetInByTheCertificate() throws Exception {
        HttpFixture fixture = showing("CN=script");

        assertThat(fixture.get(READ, AUTHORIZATION, basic("operator", "wrong")).statusCode())
                .isEqualTo(401);
        assertThat(fixture.get(READ, AUTHORIZATION, "Basic nonsense").statusCode())
                .isEqualTo(401);
        assertThat(status(HttpFixture.object(
                        fixture.get(READ, AUTHORIZATION, basic("operator")).body())))
                .isEqualTo(200);
    }

    private HttpFixture showing(String subject) throws Exception {
        HttpClient client = HttpClient.newBuilder()
                .sslContext(tls.client(tls.authority.issue(new TestAuthority.Request(subject))))
                .version(HttpClient.Version.HTTP_1_1)
                .build();
        HttpFixture fixture = HttpFixture.of(new ScriptedHost().with(Samples.active(3, "alice")))
                .tls(Optional.of(tls.config(ClientCertificates.OPTIONAL)), client)
                .users(users.open(System::nanoTime, message -> {}))
                .start();
        open.add(fixture);
        return fixture;
    }
}
