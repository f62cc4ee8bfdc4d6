package io.github.logoffd.bench;

import java.lang.management.ManagementFactory;
import javax.management.JMException;
import javax.management.MBeanServer;
import javax.management.ObjectName;

/**
 * The baseline: as many MXBeans as there are sessions, with twenty attributes that never change. Jolokia's own agent
 * serves them from the same kind of process.
 */
final class BareBeans {

    private BareBeans() {}

    /**
     * Registers the beans and stays.
     *
     * @param args how many beans
     */
    public static void main(String[] args) throws JMException, InterruptedException {
        MBeanServer beans = ManagementFactory.getPlatformMBeanServer();
        int count = Integer.parseInt(args[0]);
        for (int i = 0; i < count; i++) {
            beans.registerMBean(new BareSession(i), new ObjectName("bare:type=Session,host=SIM-RDS01,id=" + (i + 2)));
        }
        Thread.currentThread().join();
    }
}
