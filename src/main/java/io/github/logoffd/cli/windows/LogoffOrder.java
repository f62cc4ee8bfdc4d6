package io.github.logoffd.cli.windows;

/**
 * A logoff as the command line requests it.
 *
 * @param expectedUser a user, or domain, backslash and user; {@code ""} for any
 * @param dryRun whether to do everything except calling Windows to act
 * @param awaited whether the answer is that the session is gone, not only that Windows has accepted
 */
record LogoffOrder(String expectedUser, boolean dryRun, boolean awaited) {}
