package io.github.logoffd.config;

import io.github.logoffd.control.rules.ActingRules;
import io.github.logoffd.control.rules.GuardRules;
import io.github.logoffd.control.rules.RateLimits;
import java.util.Collection;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiPredicate;
import java.util.function.Function;
import java.util.function.ToIntFunction;

/**
 * Finds the keys that a changed file no longer has although their defaults allow more than the values in force. A file
 * that was truncated at a line end cannot be told from one whose keys were removed on purpose, so giving up a rule
 * requires its default to be written.
 */
final class LostKeys {

    /** For each restricting key: whether the second configuration allows something that the first does not. */
    private static final Map<ConfigKey, BiPredicate<ServiceConfig, ServiceConfig>> ALLOWS_MORE =
            new EnumMap<>(ConfigKey.class);

    static {
        acting(ConfigKey.ACTING_ENABLED, (before, now) -> !before.enabled() && now.enabled());
        acting(ConfigKey.ACTING_DRY_RUN, (before, now) -> before.dryRun() && !now.dryRun());
        acting(ConfigKey.HISTORY_REQUIRE_REASON, (before, now) -> before.requireReason() && !now.requireReason());
        guard(ConfigKey.GUARD_PROTECTED_ACCOUNTS, GuardRules::protectedAccounts);
        guard(ConfigKey.GUARD_PROTECTED_SESSIONS, GuardRules::protectedSessions);
        acting(
                ConfigKey.GUARD_ONLY_STATES,
                (before, now) ->
                        isWider(before.guard().onlyStates(), now.guard().onlyStates()));
        acting(
                ConfigKey.GUARD_SPARE_ACTIVE,
                (before, now) -> before.guard().spareActive() && !now.guard().spareActive());
        acting(
                ConfigKey.GUARD_SPARE_LOCKED,
                (before, now) -> before.guard().spareLocked() && !now.guard().spareLocked());
        limit(ConfigKey.LIMIT_LOGOFFS_PER_MINUTE, RateLimits::logoffsPerMinute);
        limit(ConfigKey.LIMIT_LOGOFFS_PER_HOUR, RateLimits::logoffsPerHour);
        limit(ConfigKey.LIMIT_ALL_LOGOFFS_PER_MINUTE, RateLimits::allLogoffsPerMinute);
        limit(ConfigKey.LIMIT_ALL_LOGOFFS_PER_HOUR, RateLimits::allLogoffsPerHour);
        limit(ConfigKey.LIMIT_PERCENT_OF_USERS, RateLimits::percentOfUsers);
        alerts(
                ConfigKey.HOOKS_ALERTMANAGER_ALERTS,
                (before, now) -> !before.alerts().containsAll(now.alerts()));
        alerts(ConfigKey.HOOKS_ALERTMANAGER_STATES, (before, now) -> isWider(before.states(), now.states()));
        alerts(
                ConfigKey.HOOKS_ALERTMANAGER_MINIMUM_TIME,
                (before, now) -> now.minimumTime().compareTo(before.minimumTime()) < 0);
        alerts(ConfigKey.HOOKS_ALERTMANAGER_DRY_RUN, (before, now) -> before.dryRun() && !now.dryRun());
    }

    private LostKeys() {}

    /** Returns the keys that {@code given}, the keys of the changed file, has lost. */
    static List<ConfigKey> of(Set<String> given, ServiceConfig inForce, ServiceConfig changed) {
        return ALLOWS_MORE.entrySet().stream()
                .filter(entry -> !given.contains(entry.getKey().key()))
                .filter(entry -> entry.getValue().test(inForce, changed))
                .map(Map.Entry::getKey)
                .toList();
    }

    private static void acting(ConfigKey key, BiPredicate<ActingRules, ActingRules> allowsMore) {
        ALLOWS_MORE.put(key, (before, now) -> allowsMore.test(before.acting(), now.acting()));
    }

    private static void guard(ConfigKey key, Function<GuardRules, ? extends Collection<?>> entries) {
        acting(key, (before, now) -> !entries.apply(now.guard()).containsAll(entries.apply(before.guard())));
    }

    /** 0 means no limit. */
    private static void limit(ConfigKey key, ToIntFunction<RateLimits> number) {
        acting(key, (before, now) -> {
            int least = number.applyAsInt(before.limits());
            int other = number.applyAsInt(now.limits());
            return least != 0 && (other == 0 || other > least);
        });
    }

    /** A disabled hook allows nothing. */
    private static void alerts(ConfigKey key, BiPredicate<AlertmanagerConfig, AlertmanagerConfig> allowsMore) {
        ALLOWS_MORE.put(key, (before, now) -> {
            Optional<AlertmanagerConfig> hook = now.alertmanager();
            return before.alertmanager()
                    .filter(old -> hook.isPresent() && allowsMore.test(old, hook.get()))
                    .isPresent();
        });
    }

    /** An empty list allows all states. */
    private static boolean isWider(Set<?> before, Set<?> now) {
        return !before.isEmpty() && (now.isEmpty() || !before.containsAll(now));
    }
}
