package io.github.logoffd.cli.windows;

/**
 * Receiver of a message.
 *
 * @param where the line of a file that names it, with a colon and a blank; {@code ""} when the command line does
 * @param name a user, or the name or id of a session
 */
record Receiver(String where, String name) {}
