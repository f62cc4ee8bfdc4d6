package io.github.logoffd.cli.windows;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.logoffd.session.SessionRow;
import io.github.logoffd.testing.Samples;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Users as the tables print them, cut to 20 characters and with {@code _} for a blank: taken while they mean one user.
 */
class PrintedNamesTest extends CommandFixture {

    private static final SessionRow ANNA = Samples.active(7, "anna 7");
    private static final SessionRow NO_BREAK = Samples.active(8, "karl\u00a0heinz");
    private static final SessionRow LONG = Samples.active(9, "maximiliana.von-hohenfels");

    @BeforeEach
    void playThem() {
        host.with(ANNA).with(NO_BREAK).with(LONG);
    }

    @Test
    void everyBlankIsPrintedAsALine() {
        assertThat(run("quser")).isZero();

        assertThat(out().stream().map(line -> line.substring(1).split(" ", 2)[0]))
                .contains("anna_7", "karl_heinz", "maximiliana.von-hohe");
    }

    @ParameterizedTest
    @CsvSource({"anna_7,7", "ANNA_7,7", "karl_heinz,8", "maximiliana.von-hohe,9", "anna 7,7", "corp\\anna 7,7"})
    void allCommandsThatTakeAUserTakeWhatIsPrinted(String word, long id) {
        assertThat(run("quser", word)).isZero();
        assertThat(run("qwinsta", word)).isZero();
        assertThat(run("msg", word, "hello")).isZero();
        obeys(id);
        assertThat(run("logoff", Long.toString(id), "/EXPECT:" + word)).isZero();

        assertThat(out()).hasSize(4);
        assertThat(host.actingCalls()).containsExactly("sendMessage " + id, "logoff " + id);
    }

    @ParameterizedTest
    @ValueSource(strings = {"quser anna_7", "qwinsta anna_7", "msg anna_7 hello", "logoff 7 /EXPECT:anna_7"})
    void whatIsPrintedForTwoUsersIsRefusedWithBothNamed(String line) {
        host.with(Samples.disconnected(10, "anna_7"));

        assertThat(run(line.split(" "))).isEqualTo(1);

        assertThat(err())
                .singleElement()
                .asString()
                .startsWith("\"anna_7\" can mean user CORP\\anna 7 in session 7, or user CORP\\anna_7 in session 10.");
        assertThat(host.actingCalls()).isEmpty();
    }

    @Test
    void theDomainTellsThemApart() {
        host.with(Samples.active(10, "anna_7"));

        assertThat(run("msg", "CORP\\anna_7", "hello")).isZero();

        assertThat(host.actingCalls()).containsExactly("sendMessage 10");
    }

    @ParameterizedTest
    @ValueSource(strings = {"anna", "anna_", "maximiliana", "maximiliana.von-hohenfel", "anna?7"})
    void whatIsNotPrintedIsNoUser(String word) {
        assertThat(run("msg", word, "hello")).isEqualTo(1);
        assertThat(run("quser", word)).isEqualTo(1);
        assertThat(run("logoff", "7", "/EXPECT:" + word)).isEqualTo(1);

        assertThat(host.actingCalls()).isEmpty();
    }

    @Test
    void anExpectedUserOfAnotherSessionIsRefused() {
        assertThat(run("logoff", "9", "/EXPECT:anna_7")).isEqualTo(1);

        assertThat(err().get(1)).contains("CORP\\maximiliana.von-hohenfels", "CORP\\anna 7");
        assertThat(host.actingCalls()).isEmpty();
    }
}
