package io.github.logoffd.control;

/**
 * Who asked.
 *
 * @param channel how the request came: {@code http} or {@code jmx}
 * @param address the network address it came from, {@code ""} when it came from inside the process
 */
public record Caller(String channel, String address) {

    /** Returns whose requests are counted together: the address, else the channel. */
    String actor() {
        return address.isEmpty() ? channel : address;
    }

    /** A call through the platform MBean server that did not come over HTTP. */
    public static final Caller LOCAL_JMX = new Caller("jmx", "");
}
