package io.github.logoffd.session;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.logoffd.testing.Samples;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Whether users can connect, by the rows of a list. */
class ListenerStateTest {

    private static SessionRow listener(long id, String name, SessionState state) {
        return new SessionRow(id, id, name, state.code(), "", "", "", "");
    }

    @Test
    void aListenerThatListensIsListening() {
        assertThat(ListenerState.of(List.of(Samples.SERVICES, Samples.LISTENER)))
                .isEqualTo(ListenerState.LISTENING);
    }

    @Test
    void aHostWithoutAListenerMissesIt() {
        assertThat(ListenerState.of(List.of(Samples.SERVICES, Samples.CONSOLE))).isEqualTo(ListenerState.MISSING);
    }

    @Test
    void oneOfSeveralThatIsDownIsEnough() {
        assertThat(ListenerState.of(List.of(
                        listener(65536, "rdp-tcp", SessionState.LISTEN),
                        listener(65537, "rdp-sxs230705700", SessionState.DOWN))))
                .isEqualTo(ListenerState.DOWN);
    }

    @Test
    void aListenerThatIsDownKeepsItsKind() {
        assertThat(ListenerState.of(List.of(listener(65537, "RDP-Tcp", SessionState.DOWN))))
                .isEqualTo(ListenerState.DOWN);
    }

    @Test
    void aListenerOfAnotherProductSaysNothing() {
        assertThat(ListenerState.of(List.of(listener(65536, "31C5CE94259D4006A9E4", SessionState.LISTEN))))
                .isEqualTo(ListenerState.MISSING);
        assertThat(ListenerState.of(List.of(
                        listener(65536, "31C5CE94259D4006A9E4", SessionState.DOWN),
                        listener(65537, "RDP-Tcp", SessionState.LISTEN))))
                .isEqualTo(ListenerState.LISTENING);
    }

    @Test
    void aSessionOverTheListenerIsNoListener() {
        assertThat(ListenerState.of(List.of(Samples.active(3, "alice")))).isEqualTo(ListenerState.MISSING);
    }

    @Test
    void aListenerOfAVirtualMachineIsNotThatOfTheHost() {
        SessionRow guest = new SessionRow(65536, 70000, "RDP-Tcp", SessionState.LISTEN.code(), "", "", "VM1", "");

        assertThat(ListenerState.of(List.of(Samples.SERVICES, guest))).isEqualTo(ListenerState.MISSING);
    }

    @Test
    void anotherStateIsUnknown() {
        assertThat(ListenerState.of(List.of(listener(65536, "RDP-Tcp", SessionState.INIT))))
                .isEqualTo(ListenerState.UNKNOWN);
    }
}
