package io.github.logoffd.cli.client;

import java.util.List;

/**
 * A session host as a service shows it.
 *
 * @param bean the object name of its bean
 * @param attributes all attributes of that bean
 */
public record HostState(String bean, JsonRecord attributes) {

    /** Returns the name of the host. */
    public String name() throws ServiceException {
        return attributes.text("Host");
    }

    /** Returns its sessions, each with all attributes of its bean, in the order of their unique ids. */
    public List<JsonRecord> sessions() throws ServiceException {
        return attributes.records("Sessions");
    }
}
