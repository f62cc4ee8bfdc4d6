package io.github.logoffd.cli.check;

import io.github.logoffd.control.rules.NamePattern;
import io.github.logoffd.support.text.VisibleText;
import java.util.List;

/**
 * The sessions that a check evaluates.
 *
 * @param include accounts of which one must match, any session when empty
 * @param exclude accounts of which none may match
 * @param skipProtected whether sessions that the service would refuse to end are left out
 */
record SessionFilter(List<NamePattern> include, List<NamePattern> exclude, boolean skipProtected) {

    static final SessionFilter ALL = new SessionFilter(List.of(), List.of(), false);

    SessionFilter {
        include = List.copyOf(include);
        exclude = List.copyOf(exclude);
    }

    /**
     * Parses the patterns of {@code --include} and {@code --exclude}.
     *
     * @throws IllegalArgumentException with one sentence when no account can match one of them: the check would then
     *     report OK for sessions that nothing evaluates
     */
    static SessionFilter parse(List<String> include, List<String> exclude, boolean skipProtected) {
        return new SessionFilter(patterns("--include", include), patterns("--exclude", exclude), skipProtected);
    }

    private static List<NamePattern> patterns(String option, List<String> given) {
        return given.stream().map(text -> pattern(option, text)).toList();
    }

    private static NamePattern pattern(String option, String text) {
        if (VisibleText.isBlank(text) || !NamePattern.canBeAccount(text)) {
            throw new IllegalArgumentException(
                    option + " is \"" + text
                            + "\". Expected: a user, or domain, backslash and user, with the wildcards * and ?; once for each.");
        }
        return new NamePattern(text);
    }

    /** A session without a user has no account, so no pattern matches it. */
    boolean accepts(SessionFacts session) {
        return (include.isEmpty() || matchesAny(include, session))
                && !matchesAny(exclude, session)
                && !(skipProtected && session.isProtected());
    }

    private static boolean matchesAny(List<NamePattern> patterns, SessionFacts session) {
        return session.hasUser()
                && patterns.stream()
                        .anyMatch(pattern -> pattern.matches(session.user())
                                || pattern.matches(session.tag().account()));
    }
}
