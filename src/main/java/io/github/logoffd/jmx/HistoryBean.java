package io.github.logoffd.jmx;

import io.github.logoffd.audit.history.HistorySource;
import javax.management.MBeanServer;

/** The registered History bean. Closing it unregisters it. */
public final class HistoryBean implements AutoCloseable {

    private final Registrations registrations;

    private HistoryBean(Registrations registrations) {
        this.registrations = registrations;
    }

    /** Registers the bean. */
    public static HistoryBean register(MBeanServer server, HistorySource history) {
        Registrations registrations = new Registrations(server);
        registrations.register(ObjectNames.history(), new OpenBean<>(HistoryBeanType.TYPE, () -> history));
        return new HistoryBean(registrations);
    }

    @Override
    public void close() {
        registrations.close();
    }
}
