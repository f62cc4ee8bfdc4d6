package io.github.logoffd.cli.windows;

import java.time.ZoneId;
import java.util.function.Supplier;

/**
 * Environment of a command.
 *
 * @param terminal where it reads and writes
 * @param hosts opens session hosts
 * @param user who runs it, as others shall see it
 * @param zone where times are shown
 */
public record CommandContext(Terminal terminal, SessionHosts hosts, String user, Supplier<ZoneId> zone) {}
