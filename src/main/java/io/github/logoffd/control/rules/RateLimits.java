package io.github.logoffd.control.rules;

/**
 * Limits on the number of logoffs over time; each number 0 for no limit. Immutable.
 *
 * @param logoffsPerMinute by one user or address
 * @param logoffsPerHour by one user or address
 * @param allLogoffsPerMinute by all together, on all hosts
 * @param allLogoffsPerHour by all together, on all hosts
 * @param percentOfUsers on one host within an hour, of the users there, by all together; 0 to 100
 */
public record RateLimits(
        int logoffsPerMinute, int logoffsPerHour, int allLogoffsPerMinute, int allLogoffsPerHour, int percentOfUsers) {}
