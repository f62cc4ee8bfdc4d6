package io.github.logoffd.access;

import java.util.stream.Stream;

/**
 * Who asked.
 *
 * @param channel how the request came: {@code http}, {@code alertmanager}, {@code rmi}, {@code jmx} for others on this machine, or
 *     {@code command} for a command line that needs no service
 * @param address the network address it came from, {@code ""} when it came from inside the process
 * @param user the name that was logged in with, {@code ""} when nobody was
 * @param role the role of that user, {@code ""} when nobody was logged in
 */
public record Caller(String channel, String address, String user, String role) {

    /** Returns whose requests are counted together: those of the user, else of the address, else of the channel. */
    public String actor() {
        return Stream.of(user, address, channel)
                .filter(text -> !text.isEmpty())
                .findFirst()
                .orElse("");
    }

    /** A call through the platform MBean server that did not come over HTTP. */
    public static final Caller LOCAL_JMX = new Caller("jmx", "");

    /** Somebody who is not logged in. */
    public Caller(String channel, String address) {
        this(channel, address, "", "");
    }
}
