package io.github.logoffd.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.github.logoffd.cli.client.Credentials;
import io.github.logoffd.cli.client.HostState;
import io.github.logoffd.cli.client.JsonRecord;
import io.github.logoffd.cli.client.ServiceAddress;
import io.github.logoffd.cli.client.ServiceClient;
import io.github.logoffd.cli.client.ServiceException;
import io.github.logoffd.cli.client.ServiceException.Kind;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.assertj.core.api.AbstractStringAssert;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The client of the commands against the whole HTTP side. */
class ServiceClientTest {

    @RegisterExtension
    final HttpFixture fixture = HttpFixture.start();

    @Test
    void everyHostIsReadWithAllItsSessions() throws Exception {
        List<HostState> hosts = client("monitor").hosts();

        HostState host = hosts.get(0);
        assertThat(hosts).hasSize(1);
        assertThat(host.bean()).isEqualTo(HttpFixture.HOST_BEAN);
        assertThat(host.name()).isEqualTo("HOST1");
        assertThat(host.attributes().flag("Reachable")).isTrue();
        assertThat(host.attributes().number("UserCount")).isEqualTo(3);
        assertThat(host.sessions())
                .extracting(session -> session.text("UserName"))
                .containsExactly("", "admin", "alice", "Jürgen 日本\uD83D\uDE00");
    }

    @Test
    void anOperatorActsAndGetsTheRecord() throws Exception {
        ServiceClient client = client("operator");
        String key = client.hosts().get(0).sessions().get(2).text("Key");

        JsonRecord answer = client.execute(
                        HttpFixture.HOST_BEAN, "requestLogoff", key, "alice", "ACTIVE", 0L, "id-1", "test", true)
                .record();

        assertThat(answer.text("Outcome")).isEqualTo("ACCEPTED");
        assertThat(answer.flag("DryRun")).isTrue();
        assertThat(answer.text("RequestId")).isEqualTo("id-1");
    }

    @Test
    void whatTheRoleDoesNotAllowIsARefusal() {
        assertFailure(Kind.ROLE, () -> client("monitor").execute(HttpFixture.HOST_BEAN, "refresh"))
                .contains("monitor");
    }

    @Test
    void anUnknownBeanIsNotFound() {
        assertFailure(
                Kind.NOT_FOUND,
                () -> client("operator").execute("logoffd:type=Session,host=HOST1,id=99", "logoff", true));
    }

    @Test
    void aWrongArgumentIsAFailureWithTheSentenceOfTheService() {
        assertFailure(
                        Kind.FAILED,
                        () -> client("operator")
                                .execute(HttpFixture.HOST_BEAN, "requestLogoff", "", "", "", 0L, "", "", true))
                .contains("blank");
    }

    @Test
    void aWrongPasswordIsALoginThatFailed() {
        assertFailure(
                        Kind.LOGIN,
                        () -> client(new Credentials("operator", "wrong")).hosts())
                .doesNotContain("wrong");
    }

    private AbstractStringAssert<?> assertFailure(Kind kind, ThrowingCallable call) {
        ServiceException failure = catchThrowableOfType(ServiceException.class, call);
        assertThat(failure.kind()).isEqualTo(kind);
        return assertThat(failure.getMessage()).matches("[^\\n]+\\.");
    }

    private ServiceClient client(String user) throws ServiceException {
        return client(new Credentials(user, UsersFixture.PASSWORD));
    }

    private ServiceClient client(Credentials credentials) throws ServiceException {
        return new ServiceClient(
                ServiceAddress.parse(fixture.endpoint.jolokiaUrl()),
                credentials,
                Optional.empty(),
                Duration.ofSeconds(20));
    }
}
