package io.github.logoffd.config;

import io.github.logoffd.control.rules.ActingRules;
import io.github.logoffd.control.rules.GuardRules;
import io.github.logoffd.control.rules.NamePattern;
import io.github.logoffd.control.rules.RateLimits;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Rules for acting in words, by the keys of the configuration. Stateless. */
public final class RuleTexts {

    private static final String NOTHING = "nothing";

    private RuleTexts() {}

    /** Returns the changes in words, such as {@code guard.spareActive from no to yes}. */
    public static List<String> between(ActingRules before, ActingRules now) {
        Map<ConfigKey, String> old = texts(before);
        return texts(now).entrySet().stream()
                .filter(entry -> !entry.getValue().equals(old.get(entry.getKey())))
                .map(entry -> entry.getKey().key() + " from " + old.get(entry.getKey()) + " to " + entry.getValue())
                .toList();
    }

    /** Returns each rule with its value, such as {@code guard.spareActive=no}. */
    public static List<String> of(ActingRules rules) {
        return texts(rules).entrySet().stream()
                .map(entry -> entry.getKey().key() + '=' + entry.getValue())
                .toList();
    }

    private static Map<ConfigKey, String> texts(ActingRules rules) {
        Map<ConfigKey, String> texts = new LinkedHashMap<>();
        texts.put(ConfigKey.ACTING_ENABLED, text(rules.enabled()));
        texts.put(ConfigKey.ACTING_DRY_RUN, text(rules.dryRun()));
        texts.put(ConfigKey.HISTORY_REQUIRE_REASON, text(rules.requireReason()));
        put(rules.guard(), texts);
        put(rules.limits(), texts);
        return texts;
    }

    private static void put(GuardRules guard, Map<ConfigKey, String> texts) {
        texts.put(ConfigKey.GUARD_PROTECTED_ACCOUNTS, patterns(guard.protectedAccounts()));
        texts.put(ConfigKey.GUARD_PROTECTED_SESSIONS, patterns(guard.protectedSessions()));
        texts.put(
                ConfigKey.GUARD_ONLY_STATES,
                text(guard.onlyStates().stream().sorted().toList()));
        texts.put(ConfigKey.GUARD_SPARE_ACTIVE, text(guard.spareActive()));
        texts.put(ConfigKey.GUARD_SPARE_LOCKED, text(guard.spareLocked()));
    }

    private static void put(RateLimits limits, Map<ConfigKey, String> texts) {
        texts.put(ConfigKey.LIMIT_LOGOFFS_PER_MINUTE, text(limits.logoffsPerMinute()));
        texts.put(ConfigKey.LIMIT_LOGOFFS_PER_HOUR, text(limits.logoffsPerHour()));
        texts.put(ConfigKey.LIMIT_ALL_LOGOFFS_PER_MINUTE, text(limits.allLogoffsPerMinute()));
        texts.put(ConfigKey.LIMIT_ALL_LOGOFFS_PER_HOUR, text(limits.allLogoffsPerHour()));
        texts.put(ConfigKey.LIMIT_PERCENT_OF_USERS, text(limits.percentOfUsers()));
    }

    private static String text(boolean value) {
        return value ? "yes" : "no";
    }

    private static String text(int limit) {
        return limit == 0 ? NOTHING : Integer.toString(limit);
    }

    private static String patterns(List<NamePattern> patterns) {
        return text(patterns.stream().map(NamePattern::text).toList());
    }

    private static String text(Collection<?> values) {
        return values.isEmpty() ? NOTHING : values.stream().map(String::valueOf).collect(Collectors.joining(", "));
    }
}
