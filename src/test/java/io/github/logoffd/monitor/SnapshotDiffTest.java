package io.github.logoffd.monitor;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.logoffd.session.ClientInfo;
import io.github.logoffd.session.LockState;
import io.github.logoffd.session.ProcessTotals;
import io.github.logoffd.session.Session;
import io.github.logoffd.session.SessionDetail;
import io.github.logoffd.session.SessionRow;
import io.github.logoffd.session.SessionState;
import io.github.logoffd.session.SessionTimes;
import io.github.logoffd.session.Traffic;
import io.github.logoffd.testing.Samples;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What two snapshots tell of what happened between them. */
class SnapshotDiffTest {

    private static final Instant LOGON = Samples.LOGON;
    private static final Instant LATER = LOGON.plusSeconds(600);

    /** A column is: user, state, lock, minutes from the logon to the last connect; {@code -} for no such session. */
    @ParameterizedTest(name = "{0} -> {1}: {2}")
    @CsvSource({
        "a ACTIVE UNLOCKED 0,       a ACTIVE UNLOCKED 0,       ''",
        "-,                         a ACTIVE UNLOCKED 0,       CREATED LOGON",
        "-,                         . CONNECTED UNKNOWN 0,     CREATED",
        "-,                         a DISCONNECTED UNKNOWN 0,  CREATED LOGON",
        "a ACTIVE UNLOCKED 0,       -,                         LOGOFF REMOVED",
        ". CONNECTED UNKNOWN 0,     -,                         REMOVED",
        ". CONNECTED UNKNOWN 0,     a ACTIVE UNLOCKED 0,       LOGON",
        "a ACTIVE UNLOCKED 0,       . CONNECTED UNKNOWN 0,     LOGOFF",
        "a ACTIVE UNLOCKED 0,       . DISCONNECTED UNKNOWN 0,  LOGOFF DISCONNECTED",
        "a ACTIVE UNLOCKED 0,       b ACTIVE UNLOCKED 0,       LOGOFF REMOVED CREATED LOGON",
        "a ACTIVE UNLOCKED 0,       a DISCONNECTED UNKNOWN 0,  DISCONNECTED",
        "a DISCONNECTED UNKNOWN 0,  a ACTIVE UNLOCKED 0,       CONNECTED",
        "a DISCONNECTED UNKNOWN 0,  a ACTIVE UNLOCKED 5,       CONNECTED",
        "a ACTIVE UNLOCKED 0,       a ACTIVE UNLOCKED 5,       DISCONNECTED CONNECTED",
        "a ACTIVE UNLOCKED 0,       a DISCONNECTED UNKNOWN 5,  DISCONNECTED CONNECTED DISCONNECTED",
        "a DISCONNECTED UNKNOWN 0,  a DISCONNECTED UNKNOWN 5,  CONNECTED DISCONNECTED",
        "a ACTIVE UNLOCKED 5,       a ACTIVE UNLOCKED 0,       ''",
        "a DISCONNECTED UNKNOWN 0,  a DOWN UNKNOWN 0,          ''",
        "a ACTIVE UNLOCKED 0,       a DOWN UNLOCKED 0,         ''",
        "a RESET UNKNOWN 0,         a DISCONNECTED UNKNOWN 0,  DISCONNECTED",
        ". IDLE UNKNOWN 0,          . CONNECTED UNKNOWN 0,     CONNECTED",
        "a ACTIVE UNLOCKED 0,       a SHADOW UNLOCKED 0,       ''",
        "a ACTIVE UNLOCKED 0,       a ACTIVE LOCKED 0,         LOCKED",
        "a ACTIVE LOCKED 0,         a ACTIVE UNLOCKED 0,       UNLOCKED",
        "a ACTIVE UNKNOWN 0,        a ACTIVE LOCKED 0,         ''",
        "a ACTIVE LOCKED 0,         a ACTIVE UNKNOWN 0,        ''",
        "a ACTIVE LOCKED 0,         a ACTIVE UNLOCKED 5,       DISCONNECTED CONNECTED UNLOCKED"
    })
    void aPairOfRowsTellsWhatHappened(String before, String after, String expected) {
        assertThat(types(List.of(session(before)), List.of(session(after)))).isEqualTo(expected);
    }

    @Test
    void anotherLogonOfTheSameUserInTheSameIdIsAnotherSession() {
        SessionRow row = Samples.active(3, "alice");

        List<SessionChange> changes = SnapshotDiff.between(
                snapshot(Samples.session(row)), snapshot(Samples.session(row, Samples.detail(row, LATER))));

        assertThat(changes)
                .extracting(change -> change.type() + " " + change.session().key())
                .containsExactly(
                        "LOGOFF HOST1:3:2026-03-02T08:00:00.123456700Z",
                        "REMOVED HOST1:3:2026-03-02T08:00:00.123456700Z",
                        "CREATED HOST1:3:2026-03-02T08:10:00.123456700Z",
                        "LOGON HOST1:3:2026-03-02T08:10:00.123456700Z");
    }

    @Test
    void aSessionThatCouldNotBeAskedHasNotChanged() {
        SessionRow row = Samples.active(3, "alice");
        Session asked = Samples.session(row);
        Session unasked = Samples.session(row, SessionDetail.unknown(3));

        assertThat(SnapshotDiff.between(snapshot(asked), snapshot(unasked))).isEmpty();
        assertThat(SnapshotDiff.between(snapshot(unasked), snapshot(asked))).isEmpty();
    }

    @Test
    void anIdThatIsListedTwiceTellsNothing() {
        Session alice = Samples.session(Samples.active(3, "alice"));
        Session bob = Samples.session(Samples.active(3, "bob"));

        assertThat(SnapshotDiff.between(snapshot(alice), snapshot(bob, alice))).isEmpty();
        assertThat(SnapshotDiff.between(snapshot(alice, bob), snapshot(bob))).isEmpty();
        assertThat(SnapshotDiff.between(snapshot(alice, bob), snapshot(bob, alice)))
                .isEmpty();
    }

    @Test
    void sessionsComeInTheOrderOfTheirUniqueIds() {
        SessionSnapshot before =
                snapshot(Samples.session(Samples.active(9, "i")), Samples.session(Samples.guest(40, 2, "v", "VM1")));
        SessionSnapshot after = snapshot(
                Samples.session(Samples.guest(41, 2, "w", "VM2")),
                Samples.session(Samples.LISTENER),
                Samples.session(Samples.disconnected(9, "i")));

        assertThat(SnapshotDiff.between(before, after))
                .extracting(
                        change -> change.type() + " " + change.session().row().uniqueId())
                .containsExactly(
                        "DISCONNECTED 9", "LOGOFF 40", "REMOVED 40", "CREATED 41", "LOGON 41", "CREATED 65536");
    }

    @Test
    void theFirstSnapshotTellsNothing() {
        assertThat(SnapshotDiff.between(SessionSnapshot.NEVER, snapshot(Samples.session(Samples.active(3, "alice")))))
                .isEmpty();
    }

    private static String types(List<Optional<Session>> before, List<Optional<Session>> after) {
        return String.join(
                " ",
                SnapshotDiff.between(snapshot(before), snapshot(after)).stream()
                        .map(change -> change.type().name())
                        .toList());
    }

    private static SessionSnapshot snapshot(Session... sessions) {
        return new SessionSnapshot(Samples.NOW, List.of(sessions));
    }

    private static SessionSnapshot snapshot(List<Optional<Session>> sessions) {
        return new SessionSnapshot(
                Samples.NOW, sessions.stream().flatMap(Optional::stream).toList());
    }

    private static Optional<Session> session(String text) {
        if (text.equals("-")) {
            return Optional.empty();
        }
        String[] words = text.split(" ", -1);
        String user = words[0].replace(".", "");
        SessionState state = SessionState.valueOf(words[1]);
        SessionRow row = new SessionRow(3, 3, "", state.code(), user, user.isEmpty() ? "" : "CORP", "", "");
        Optional<Instant> logon = Optional.of(LOGON).filter(time -> row.hasUser());
        Instant connect = LOGON.plusSeconds(60 * Long.parseLong(words[3]));
        SessionTimes times = new SessionTimes(
                logon, Optional.of(connect), Optional.empty(), Optional.empty(), Optional.of(Samples.NOW));
        SessionDetail detail = new SessionDetail(
                3, state.code(), LockState.valueOf(words[2]), "", user, row.domain(), times, Traffic.UNKNOWN);
        return Optional.of(new Session(Samples.HOST, row, detail, ClientInfo.NONE, ProcessTotals.UNKNOWN));
    }

    @Test
    void everySessionOfTheSameUserIsLookedAtByItself() {
        List<Session> before = Stream.of(3L, 4L)
                .map(id -> Samples.session(Samples.active(id, "alice")))
                .toList();
        List<Session> after = List.of(before.get(0), Samples.session(Samples.disconnected(4, "alice")));

        assertThat(SnapshotDiff.between(
                        new SessionSnapshot(Samples.NOW, before), new SessionSnapshot(Samples.NOW, after)))
                .extracting(SessionChange::type)
                .containsExactly(SessionChange.Type.DISCONNECTED);
    }
}
