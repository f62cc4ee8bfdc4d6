package io.github.logoffd.cli.windows;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.logoffd.session.SessionRow;
import io.github.logoffd.session.SessionState;
import io.github.logoffd.testing.Samples;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** {@code query session} and {@code query user}: the columns of Windows, and what stands in them. */
class QueryCommandTest extends CommandFixture {

    @ParameterizedTest
    @ValueSource(strings = {"query session", "qwinsta", "QUERY Session"})
    void sessionsStandInTheColumnsOfWindows(String line) {
        assertThat(run(line.split(" "))).isZero();

        assertThat(out())
                .containsExactly(
                        " SESSIONNAME       USERNAME                 ID  STATE   TYPE        DEVICE",
                        " Services                                    0  Disc",
                        " Console           admin                     1  Active",
                        ">RDP-Tcp#3         alice                     3  Active",
                        "                   bob                       4  Disc",
                        " RDP-Tcp#5                                   5  Conn",
                        " RDP-Tcp                                 65536  Listen");
    }

    @ParameterizedTest
    @ValueSource(strings = {"query user", "quser"})
    void usersStandInTheColumnsOfWindows(String line) {
        assertThat(run(line.split(" "))).isZero();

        assertThat(out())
                .containsExactly(
                        " USERNAME              SESSIONNAME        ID  STATE   IDLE TIME  LOGON TIME",
                        " admin                 Console             1  Active          1  3/2/2026 9:00 AM",
                        ">alice                 RDP-Tcp#3           3  Active          1  3/2/2026 9:00 AM",
                        " bob                                       4  Disc           10  3/2/2026 9:00 AM");
    }

    @ParameterizedTest
    @CsvSource({"rdp-tcp#3,3", "ALICE,3", "corp\\alice,3", "3,3", "bob,4", "console,1"})
    void aWordIsANameAUserOrAnId(String word, String id) {
        assertThat(run("qwinsta", word)).isZero();
        assertThat(out()).hasSize(2);
        assertThat(out().get(1).substring(40, 46).strip()).isEqualTo(id);
    }

    @Test
    void noUserIsReportedOnStandardErrorWithOne() {
        assertThat(run("quser", "nobody")).isEqualTo(1);
        assertThat(run("qwinsta", "nobody")).isEqualTo(1);
        host.end(1);
        host.end(3);
        host.end(4);
        assertThat(run("quser")).isEqualTo(1);

        assertThat(err())
                .containsExactly("No User exists for nobody", "No session exists for nobody", "No User exists for *");
        assertThat(out()).isEmpty();
    }

    @Test
    void longNamesAreCutAndTheIdKeepsItsColumn() {
        host.with(new SessionRow(65537, 65537, "31c5ce94259d4a2cb1f2", SessionState.LISTEN.code(), "", "", "", ""));
        host.with(new SessionRow(
                7,
                4294967293L,
                "RDP-Tcp#7",
                SessionState.ACTIVE.code(),
                "maximiliana.von-hohenfels-\ud83d\ude00",
                "CORP",
                "VM",
                ""));

        run("qwinsta", "/COUNTER");

        assertThat(out())
                .contains(
                        " 31c5ce94259d4...                        65537  Listen",
                        " RDP-Tcp#7         maximiliana.von- 4294967293  Active")
                .endsWith("Sessions now: 8", "Active now: 3", "Disconnected users now: 1");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/MODE", "/flow", "/Connect"})
    void whatSessionsNoLongerHaveIsRefusedInASentence(String word) {
        assertThat(run("query", "session", word)).isEqualTo(1);

        assertThat(err()).singleElement().asString().contains("serial lines");
        assertThat(out()).isEmpty();
    }

    @ParameterizedTest
    @EnumSource(SessionState.class)
    void everyStateHasAWordThatFits(SessionState state) {
        assertThat(Words.state(state)).isNotBlank().hasSizeLessThanOrEqualTo(8);
    }

    @ParameterizedTest
    @CsvSource({
        "-1,none",
        "0,.",
        "59,.",
        "60,1",
        "3599,59",
        "3600,1:00",
        "86399,23:59",
        "86400,1+00:00",
        "93900,1+02:05"
    })
    void idleTimesAreWrittenAsWindowsDoes(long seconds, String text) {
        assertThat(UserTable.idle(seconds)).isEqualTo(text);
    }

    @Test
    void aCharacterThatTheCodePageLacksIsAQuestionMarkInItsPlace() {
        charset = Charset.forName("IBM850");
        host.with(Samples.active(6, "jörg Σ\ud83d\ude00\u202ex"));

        run("qwinsta", "6");

        assertThat(out().get(1)).isEqualTo(" RDP-Tcp#6         jörg_???x                 6  Active");
    }

    @Test
    void jsonIsUtf8WhateverTheCodePage() {
        charset = Charset.forName("IBM850");
        host.with(Samples.active(6, "Σοφία"));

        assertThat(run("quser", "6", "/json")).isZero();

        assertThat(out.toString(StandardCharsets.UTF_8))
                .contains("\"UserName\":\"Σοφία\"")
                .startsWith("[{");
    }

    @Test
    void jsonOfNoSessionIsAnEmptyListAndOne() {
        assertThat(run("quser", "nobody", "--json")).isEqualTo(1);

        assertThat(out()).containsExactly("[]");
    }

    @Test
    void noSessionIsMarkedWhenTheCommandRunsElsewhere() {
        own = OptionalLong.empty();

        run("qwinsta");

        assertThat(out()).noneMatch(line -> line.startsWith(">"));
    }

    @Test
    void aSessionThatCannotBeAskedIsListedWithoutItsTimes() {
        host.fail("detail 3", 5);

        assertThat(run("quser", "3")).isZero();

        assertThat(out().get(1)).isEqualTo(">alice                 RDP-Tcp#3           3  Active      none");
    }

    @Test
    void aMissingRightIsReportedInTheWordsOfWindows() {
        host.fail("sessions", 5);

        assertThat(run("quser")).isEqualTo(1);

        assertThat(err()).containsExactly("Error 0x00000005 enumerating sessionnames", "Error [5]:Access is denied.");
    }
}
