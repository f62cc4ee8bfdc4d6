package io.github.logoffd.monitor;

/** Is told of every refresh of one host. */
@FunctionalInterface
public interface RefreshListener {

    /**
     * A refresh has ended.
     *
     * @param before the status until now; what was read before the first refresh is nothing
     * @param after the status from now on
     */
    void refreshed(HostStatus before, HostStatus after);
}
