package io.github.logoffd.web.endpoints;

/**
 * Health of a host for {@code /health}, without secrets, since that needs no authentication.
 *
 * @param host the host
 * @param reachable whether the latest refresh succeeded and is not too long ago
 * @param snapshotSeconds the age of its snapshot, -1 when there is none
 */
public record HostHealth(String host, boolean reachable, long snapshotSeconds) {}
