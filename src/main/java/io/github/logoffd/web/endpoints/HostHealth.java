package io.github.logoffd.web.endpoints;

/**
 * How a host is, for {@code /health}: nothing secret, since no login is needed to read it.
 *
 * @param host the host
 * @param reachable whether the newest refresh succeeded and is not too long ago
 * @param snapshotSeconds the age of its snapshot, -1 when there is none
 */
public record HostHealth(String host, boolean reachable, long snapshotSeconds) {}
