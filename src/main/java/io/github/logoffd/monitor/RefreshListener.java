package io.github.logoffd.monitor;

/** Callback for every refresh of one host. */
@FunctionalInterface
public interface RefreshListener {

    /**
     * A refresh has ended.
     *
     * @param before the previous status; before the first refresh one without a snapshot
     * @param after the new status
     */
    void refreshed(HostStatus before, HostStatus after);
}
