package io.github.logoffd.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.github.logoffd.control.rules.ActingRules;
import io.github.logoffd.control.rules.GuardRules;
import io.github.logoffd.control.rules.NamePattern;
import io.github.logoffd.control.rules.RateLimits;
import io.github.logoffd.session.SessionState;
import io.github.logoffd.support.ProblemsException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The keys that say what may be done to sessions, to which ones, and how often. */
class ActingKeysTest {

    /** Nothing as it is by default. */
    static final ActingRules OTHER_RULES = new ActingRules(
            false,
            true,
            true,
            new GuardRules(
                    List.of(new NamePattern("admin*"), new NamePattern("CORP\\svc-?")),
                    List.of(new NamePattern("7"), new NamePattern("RDP-Tcp#1*")),
                    Set.of(SessionState.DISCONNECTED, SessionState.IDLE),
                    true,
                    true),
            new RateLimits(1, 2, 3, 4, 50));

    @TempDir
    private Path folder;

    @Test
    void byDefaultActingIsOnNoUserIsProtectedAndLoopsAreStopped() throws Exception {
        assertThat(ConfigReader.builtIn(folder).acting())
                .isEqualTo(new ActingRules(
                        true,
                        false,
                        false,
                        new GuardRules(List.of(), List.of(), Set.of(), false, false),
                        new RateLimits(100, 500, 200, 1000, 0)));
    }

    @Test
    void aLimitOfNothingIsNone() throws Exception {
        ActingRules rules = read("limit.logoffsPerMinute=\nlimit.logoffsPerHour=0\nlimit.allLogoffsPerMinute=\n"
                + "limit.allLogoffsPerHour=0\nlimit.percentOfUsers=");

        assertThat(rules.limits()).isEqualTo(new RateLimits(0, 0, 0, 0, 0));
    }

    @ParameterizedTest
    @ValueSource(strings = {"*", "admin", "CONTOSO\\*", "*\\backup", "j\u00F6rg m\u00FCller", "a?b", "user@corp"})
    void anAccountMayHaveADomainAndUnknownCharacters(String account) throws Exception {
        assertThat(read("guard.protectedAccounts= , " + account + ",").guard().protectedAccounts())
                .containsExactly(new NamePattern(account));
    }

    /** As they come along when a name is copied from a web page; with them the entry would protect no account. */
    @ParameterizedTest
    @ValueSource(strings = {"\u00a0", "\u200b", "\ufeff", " \u3000"})
    void whatIsNotSeenAroundANameDoesNotBelongToIt(String unseen) throws Exception {
        assertThat(read("guard.protectedAccounts=bob," + unseen + "karl\u00a0heinz" + unseen)
                        .guard()
                        .protectedAccounts())
                .containsExactly(new NamePattern("bob"), new NamePattern("karl\u00a0heinz"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"CORP/admin", "CORP\\x\\admin", "\\admin", "CORP\\", "a|b", "[a-z]*", "a;b"})
    void anEntryThatCouldProtectNoUserIsRefused(String account) {
        assertThat(problemsOf("guard.protectedAccounts=bob," + account))
                .contains("guard.protectedAccounts has \"" + account
                        + "\". Expected: users, or domain, backslash and user, with the wildcards * and ?.")
                .contains(" has 1 problem:");
    }

    @ParameterizedTest
    @ValueSource(strings = {"HOST1:3:none", "CORP\\bob", "a-name-that-is-longer-than-stations"})
    void whatIsNoSessionIsRefused(String session) {
        assertThat(problemsOf("guard.protectedSessions=7," + session))
                .contains("guard.protectedSessions has \"" + session + "\". Expected: ids or station names");
    }

    @ParameterizedTest
    @CsvSource({
        "guard.onlyStates, ','",
        "guard.onlyStates, ' , '",
        "guard.onlyStates, \u00A0",
        "guard.protectedAccounts, ','",
        "guard.protectedAccounts, \u3000\u00A0",
        "guard.protectedSessions, ', ,'"
    })
    void aRuleThatIsWrittenAndSaysNothingIsRefused(String key, String text) {
        assertThat(problemsOf(key + '=' + text))
                .contains(key + " is \"" + text.strip() + "\". Expected: at least one entry, or an empty value.");
    }

    @ParameterizedTest
    @CsvSource({"DISCONECTED, DISCONNECTED", "aktive, ACTIVE"})
    void aSlipInAStateIsPointedOut(String state, String meant) {
        assertThat(problemsOf("guard.onlyStates=ACTIVE," + state))
                .contains("guard.onlyStates has \"" + state + "\". Did you mean " + meant + '?');
    }

    @Test
    void aStateThatIsNearNothingGetsTheWholeList() {
        assertThat(problemsOf("guard.onlyStates=somewhere"))
                .contains("guard.onlyStates has \"somewhere\". Allowed: [ACTIVE, CONNECTED,");
    }

    @ParameterizedTest
    @ValueSource(strings = {"true", "1", "", "y", "on"})
    void aSwitchIsYesOrNo(String text) {
        for (String key : List.of(
                "acting.enabled", "acting.dryRun", "history.requireReason", "guard.spareActive", "guard.spareLocked")) {
            assertThat(problemsOf(key + '=' + text)).contains(key + " is \"" + text + "\". Expected: yes or no.");
        }
    }

    @ParameterizedTest
    @CsvSource({
        "limit.percentOfUsers, 101, 100",
        "limit.percentOfUsers, 5%, 100",
        "limit.logoffsPerMinute, 10001, 10000",
        "limit.logoffsPerHour, -1, 10000",
        "limit.allLogoffsPerMinute, many, 10000",
        "limit.allLogoffsPerHour, 1.5, 10000"
    })
    void aLimitIsAWholeNumberInRange(String key, String text, int most) {
        assertThat(problemsOf(key + '=' + text))
                .contains(key + " is \"" + text + "\". Expected: a whole number from 0 to " + most + '.');
    }

    private ActingRules read(String text) throws IOException, ProblemsException {
        Path file = Files.writeString(
                folder.resolve("logoffd.properties"),
                text + "\njolokia.directory=" + Path.of("jolokia-config").toAbsolutePath() + "\n");
        return ConfigReader.read(file).acting();
    }

    private String problemsOf(String text) {
        return catchThrowableOfType(ProblemsException.class, () -> read(text)).getMessage();
    }
}
