package io.github.logoffd.access;

import java.util.stream.Stream;

/**
 * Origin of a request: the channel, the address, the user, and why the user wants it.
 *
 * @param channel the channel of the request: {@code http}, {@code alertmanager}, {@code rmi}, {@code jmx} for other JMX
 *     clients on this machine, or {@code command} for a command line that works without the service
 * @param address the network address of the client, {@code ""} for a request from inside the process
 * @param user the name of the authenticated user, {@code ""} without authentication
 * @param role the role of that user, {@code ""} without authentication
 * @param reason the reason that the caller gave for the request, {@code ""} without one
 */
public record Caller(String channel, String address, String user, String role, String reason) {

    /** A caller that gave no reason. */
    public Caller(String channel, String address, String user, String role) {
        this(channel, address, user, role, "");
    }

    /** Returns this caller with the reason of one request, unless that is {@code ""}. */
    public Caller because(String newReason) {
        return newReason.isEmpty() ? this : new Caller(channel, address, user, role, newReason);
    }

    /** Returns the key by which requests are counted together: the user, else the address, else the channel. */
    public String actor() {
        return Stream.of(user, address, channel)
                .filter(text -> !text.isEmpty())
                .findFirst()
                .orElse("");
    }

    /** A call through the platform MBean server that did not come over HTTP. */
    public static final Caller LOCAL_JMX = new Caller("jmx", "");

    /** An unauthenticated caller. */
    public Caller(String channel, String address) {
        this(channel, address, "", "");
    }
}
