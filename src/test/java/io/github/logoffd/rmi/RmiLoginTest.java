package io.github.logoffd.rmi;

import static io.github.logoffd.rmi.RmiFixture.MONITOR;
import static io.github.logoffd.rmi.RmiFixture.OPERATOR;
import static io.github.logoffd.rmi.RmiFixture.SERVICE;
import static io.github.logoffd.rmi.RmiFixture.password;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.logoffd.access.Answer;
import io.github.logoffd.access.BusyUsers;
import io.github.logoffd.access.Caller;
import io.github.logoffd.access.LiveUsers;
import io.github.logoffd.access.Role;
import io.github.logoffd.access.User;
import java.io.IOException;
import java.net.InetAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import javax.management.MBeanServerConnection;
import javax.management.remote.JMXConnector;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Authentication over RMI, and the record of denied clients. */
class RmiLoginTest {

    @TempDir
    private Path folder;

    private RmiFixture rmi;

    @BeforeEach
    void start() throws Exception {
        rmi = new RmiFixture(folder);
    }

    @AfterEach
    void stop() throws Exception {
        rmi.close();
    }

    @Test
    void usersGetInWithTheirPasswords() throws Exception {
        assertThat(rmi.as(MONITOR).getAttribute(SERVICE, "Version")).isEqualTo("1");
        assertThat(rmi.as(OPERATOR).getAttribute(SERVICE, "Version")).isEqualTo("1");
        assertThat(rmi.denied).isEmpty();
    }

    @Test
    void aWrongPasswordIsRefusedAndRecorded() {
        assertThatThrownBy(() -> rmi.login(new String[] {"operator", "wrong"}))
                .isInstanceOf(SecurityException.class)
                .hasMessage("There is no user with this name and password.");
        assertThat(rmi.deniedCallers).containsExactly(new Caller("rmi", "127.0.0.1", "operator", ""));
    }

    @Test
    void wrongPasswordsAreAnsweredLateAndTheRightOneIsNot() throws Exception {
        for (int i = 0; i < 5; i++) {
            guess();
        }

        long start = System.nanoTime();
        guess();
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isGreaterThan(Duration.ofMillis(640));
        assertThat(rmi.as(OPERATOR).getDefaultDomain()).isNotEmpty();
        assertThat(rmi.denied).hasSize(6);
    }

    private void guess() {
        assertThatThrownBy(() -> rmi.login(new String[] {"operator", "wrong"}))
                .isInstanceOf(SecurityException.class)
                .hasMessage("There is no user with this name and password.");
    }

    @Test
    void whenAnAccountHasNoGuessLeftItIsSaidAndRecorded() throws Exception {
        LiveUsers neverHashed = BusyUsers.open(rmi.file, 0);
        for (int i = 0; i < 1400; i++) {
            CompletableFuture<Answer> unused = neverHashed
                    .authenticator()
                    .authenticate("operator", "guess " + i, InetAddress.getLoopbackAddress());
        }

        try (RmiEndpoint endpoint = rmi.start(neverHashed)) {
            assertThatThrownBy(() -> rmi.login(endpoint, new String[] {"operator", password(OPERATOR)}))
                    .isInstanceOf(SecurityException.class)
                    .hasMessage("Too many wrong passwords. Try again with the right one after 1 seconds.");
        }
        assertThat(rmi.denied).containsExactly("Too many wrong passwords.");
    }

    @Test
    void credentialsOfAnotherFormAreRefused() {
        List<Object> wrong = List.of(
                new String[0],
                new String[] {"operator"},
                new String[] {"operator", null},
                new String[] {"operator", password(OPERATOR), "more"},
                "operator");
        for (Object credentials : wrong) {
            assertThatThrownBy(() -> rmi.login(credentials))
                    .isInstanceOf(SecurityException.class)
                    .hasMessage("The credentials are missing or not two strings. Give the name and the password of a"
                            + " user.");
        }
        assertThatThrownBy(() -> rmi.connect(Map.of())).isInstanceOf(SecurityException.class);
    }

    @Test
    void credentialsOfAnotherClassAreNotEvenReadAndRecorded() {
        assertThatThrownBy(() -> rmi.login(new HashMap<>(Map.of("operator", password(OPERATOR)))))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("REJECTED");
        assertThat(rmi.denied)
                .containsExactly("An object of the class java.util.HashMap is not accepted. Allowed: strings, numbers"
                        + " and the types of JMX itself.");
        assertThat(rmi.deniedCallers).containsExactly(new Caller("rmi", "127.0.0.1"));
    }

    @Test
    void anArrayLongerThanAnyIsNotEvenMadeAndRecorded() {
        assertThatThrownBy(() -> rmi.login(new String[1001])).isInstanceOf(IOException.class);
        assertThat(rmi.denied).containsExactly("An object exceeds the limits of size or depth.");
    }

    @Test
    void aRequestLargerThanAnyLoginEndsTheConnection() {
        assertThatThrownBy(() -> rmi.login(new String[] {"operator", "x".repeat(2 << 20)}))
                .isInstanceOf(IOException.class);
        assertThat(rmi.denied).isEmpty();
    }

    @Test
    void aUserWhoIsRemovedMayDoNothingAnyLongerOnAnOpenConnection() throws Exception {
        MBeanServerConnection open = rmi.as(MONITOR);
        rmi.file.remove("monitor");
        rmi.look();

        assertThatThrownBy(() -> open.getAttribute(SERVICE, "Version"))
                .isInstanceOf(SecurityException.class)
                .hasMessage("The user monitor with the role monitor was removed, or its role or password has"
                        + " changed. Connect again.");
        assertThatThrownBy(() -> open.isRegistered(SERVICE)).isInstanceOf(SecurityException.class);
    }

    @Test
    void aUserWithAnotherRoleHasToConnectAgain() throws Exception {
        MBeanServerConnection open = rmi.as(OPERATOR);
        rmi.file.put(new User("operator", Role.MONITOR), password(OPERATOR));
        rmi.look();

        assertThatThrownBy(() -> open.getAttribute(SERVICE, "Version")).isInstanceOf(SecurityException.class);
        assertThat(rmi.as(OPERATOR).getAttribute(SERVICE, "Version")).isEqualTo("1");
    }

    @Test
    void aUserWithAnotherPasswordHasToConnectAgain() throws Exception {
        MBeanServerConnection open = rmi.as(OPERATOR);
        MBeanServerConnection other = rmi.as(MONITOR);
        rmi.file.put(OPERATOR, "the new password of operator");
        rmi.look();

        assertThatThrownBy(() -> open.getAttribute(SERVICE, "Version"))
                .isInstanceOf(SecurityException.class)
                .hasMessageContaining("role or password has changed");
        assertThat(other.getAttribute(SERVICE, "Version")).isEqualTo("1");
        try (JMXConnector again = rmi.login(new String[] {"operator", "the new password of operator"})) {
            assertThat(again.getMBeanServerConnection().getAttribute(SERVICE, "Version"))
                    .isEqualTo("1");
        }
    }

    @Test
    void thereAreOnlySoManyConnections() throws Exception {
        List<JMXConnector> open = new ArrayList<>();
        for (int i = 0; i < Logins.MOST_CONNECTIONS / 2; i++) {
            open.add(rmi.connect(MONITOR));
        }

        assertThatThrownBy(() -> rmi.connect(MONITOR))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("The limit of JMX clients is reached (32 in all, fewer of one user");
        assertThat(rmi.as(OPERATOR).getAttribute(SERVICE, "Version"))
                .as("another user has places left")
                .isEqualTo("1");
        open.get(0).close();
        assertThat(rmi.as(MONITOR).getAttribute(SERVICE, "Version")).isEqualTo("1");
    }
}
