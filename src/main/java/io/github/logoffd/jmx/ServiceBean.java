package io.github.logoffd.jmx;

import javax.management.MBeanServer;

/** The registered Service bean. Closing it unregisters it. */
public final class ServiceBean implements AutoCloseable {

    private final Registrations registrations;

    private ServiceBean(Registrations registrations) {
        this.registrations = registrations;
    }

    /** Registers the bean. */
    public static ServiceBean register(MBeanServer server, ServiceFacts facts) {
        Registrations registrations = new Registrations(server);
        registrations.register(ObjectNames.service(), new OpenBean<>(ServiceBeanType.TYPE, () -> facts));
        return new ServiceBean(registrations);
    }

    @Override
    public void close() {
        registrations.close();
    }
}
