package io.github.logoffd.cli.check;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Which sessions a check evaluates. */
class SessionFilterTest {

    private static final SessionFacts ALICE = CheckedSession.active(1, "alice").facts();
    private static final SessionFacts BACKUP =
            CheckedSession.active(2, "svc-backup").facts();
    private static final SessionFacts NOBODY = CheckedSession.nobody(65536, false);

    @Test
    void withoutOptionsEverySessionIsEvaluated() {
        assertThat(List.of(ALICE, BACKUP, NOBODY)).allMatch(SessionFilter.ALL::accepts);
    }

    @ParameterizedTest
    @ValueSource(strings = {"svc-*", "corp\\SVC-BACKUP", "*\\svc-?ackup"})
    void anExcludedAccountIsLeftOutAndNoOther(String pattern) {
        SessionFilter filter = SessionFilter.parse(List.of(), List.of("x", pattern), false);

        assertThat(filter.accepts(BACKUP)).isFalse();
        assertThat(filter.accepts(ALICE)).isTrue();
        assertThat(filter.accepts(NOBODY)).isTrue();
    }

    @Test
    void onlyIncludedAccountsAreEvaluatedAndNoSessionWithoutAUser() {
        SessionFilter filter = SessionFilter.parse(List.of("CORP\\*", "x"), List.of("svc-*"), false);

        assertThat(filter.accepts(ALICE)).isTrue();
        assertThat(filter.accepts(BACKUP)).isFalse();
        assertThat(filter.accepts(NOBODY)).isFalse();
        assertThat(SessionFilter.parse(List.of(), List.of("*"), false).accepts(NOBODY))
                .isTrue();
    }

    @Test
    void whatTheServiceRefusesToEndIsLeftOutOnRequest() {
        SessionFilter filter = SessionFilter.parse(List.of(), List.of(), true);

        assertThat(filter.accepts(
                        CheckedSession.active(3, "admin").isProtected().facts()))
                .isFalse();
        assertThat(filter.accepts(NOBODY)).isFalse();
        assertThat(filter.accepts(ALICE)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "\u00a0", "CORP/alice", "alice,bob", "a\\b\\c"})
    void aPatternThatMatchesNoAccountIsRefused(String pattern) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> SessionFilter.parse(List.of(pattern), List.of(), false))
                .withMessage("--include is \"" + pattern + "\". Expected: a user, or domain, backslash and user, with"
                        + " the wildcards * and ?; once for each.");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> SessionFilter.parse(List.of(), List.of(pattern), false))
                .withMessageStartingWith("--exclude is \"");
    }
}
