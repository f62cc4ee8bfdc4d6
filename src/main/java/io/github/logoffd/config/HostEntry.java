package io.github.logoffd.config;

/**
 * A session host that the configuration names.
 *
 * @param name its name or address as written
 * @param vm whether the sessions in its virtual machines are shown too
 */
public record HostEntry(String name, boolean vm) {}
