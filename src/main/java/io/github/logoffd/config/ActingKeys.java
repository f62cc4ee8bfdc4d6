package io.github.logoffd.config;

import io.github.logoffd.control.rules.ActingRules;
import io.github.logoffd.control.rules.GuardRules;
import io.github.logoffd.control.rules.NamePattern;
import io.github.logoffd.control.rules.RateLimits;
import java.util.List;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/** The keys {@code acting.*}, {@code guard.*} and {@code limit.*}. Stateless. */
final class ActingKeys {

    private static final int MOST_LOGOFFS = 10_000;

    /** Station names are short and contain no separators of paths or keys. */
    private static final Predicate<String> SESSION =
            Pattern.compile("[^\\\\/:;|<>\"]{1,32}").asMatchPredicate();

    private ActingKeys() {}

    static ActingRules read(ConfigValues values) {
        return new ActingRules(
                values.yesOrNo(ConfigKey.ACTING_ENABLED),
                values.yesOrNo(ConfigKey.ACTING_DRY_RUN),
                values.yesOrNo(ConfigKey.HISTORY_REQUIRE_REASON),
                guard(values),
                limits(values));
    }

    private static GuardRules guard(ConfigValues values) {
        return new GuardRules(
                patterns(
                        values,
                        ConfigKey.GUARD_PROTECTED_ACCOUNTS,
                        NamePattern::canBeAccount,
                        "Expected: users, or domain, backslash and user, with the wildcards * and ?."),
                patterns(
                        values,
                        ConfigKey.GUARD_PROTECTED_SESSIONS,
                        SESSION,
                        "Expected: ids or station names of at most 32 characters, with the wildcards * and ?."),
                values.states(ConfigKey.GUARD_ONLY_STATES),
                values.yesOrNo(ConfigKey.GUARD_SPARE_ACTIVE),
                values.yesOrNo(ConfigKey.GUARD_SPARE_LOCKED));
    }

    private static RateLimits limits(ConfigValues values) {
        return new RateLimits(
                values.limit(ConfigKey.LIMIT_LOGOFFS_PER_MINUTE, MOST_LOGOFFS),
                values.limit(ConfigKey.LIMIT_LOGOFFS_PER_HOUR, MOST_LOGOFFS),
                values.limit(ConfigKey.LIMIT_ALL_LOGOFFS_PER_MINUTE, MOST_LOGOFFS),
                values.limit(ConfigKey.LIMIT_ALL_LOGOFFS_PER_HOUR, MOST_LOGOFFS),
                values.limit(ConfigKey.LIMIT_PERCENT_OF_USERS, 100));
    }

    private static List<NamePattern> patterns(
            ConfigValues values, ConfigKey key, Predicate<String> allowed, String expected) {
        return values.ruleEntries(key).stream()
                .filter(entry -> {
                    boolean good = allowed.test(entry);
                    if (!good) {
                        values.wrongEntry(key, entry, expected);
                    }
                    return good;
                })
                .map(NamePattern::new)
                .toList();
    }
}
