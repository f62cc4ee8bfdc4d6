package io.github.logoffd.access;

import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import javax.management.MalformedObjectNameException;
import javax.management.ObjectName;

/** The JDK beans with JVM measurements, for the tabs of JConsole and for monitoring. */
final class JvmBeans {

    private static final List<ObjectName> DESCRIPTIONS = Stream.of(
                    "java.lang:type=Memory",
                    "java.lang:type=MemoryPool,name=*",
                    "java.lang:type=MemoryManager,name=*",
                    "java.lang:type=GarbageCollector,name=*",
                    "java.lang:type=Threading",
                    "java.lang:type=Runtime",
                    "java.lang:type=OperatingSystem",
                    "java.lang:type=ClassLoading",
                    "java.lang:type=Compilation",
                    "java.nio:type=BufferPool,name=*",
                    "JMImplementation:type=MBeanServerDelegate")
            .map(JvmBeans::name)
            .toList();

    private static final ObjectName RUNTIME = name("java.lang:type=Runtime");

    /**
     * The other attributes hold arguments, paths and system properties of the process, which may contain passwords;
     * what a later JDK adds is unknown. JConsole reads three of these together with the rest of its VM Summary: when
     * they fail, that tab and the CPU chart of the overview, which it feeds, stay empty.
     */
    private static final Set<String> HARMLESS_OF_RUNTIME = Set.of(
            "BootClassPathSupported",
            "ManagementSpecVersion",
            "Name",
            "ObjectName",
            "Pid",
            "SpecName",
            "SpecVendor",
            "SpecVersion",
            "StartTime",
            "Uptime",
            "VmName",
            "VmVendor",
            "VmVersion");

    private JvmBeans() {}

    static boolean isDescription(ObjectName name) {
        return DESCRIPTIONS.stream().anyMatch(description -> description.apply(name));
    }

    static boolean isHarmless(ObjectName description, String attribute) {
        return !description.equals(RUNTIME) || HARMLESS_OF_RUNTIME.contains(attribute);
    }

    private static ObjectName name(String text) {
        try {
            return new ObjectName(text);
        } catch (MalformedObjectNameException e) {
            throw new IllegalArgumentException(text + " is not an object name.", e);
        }
    }
}
