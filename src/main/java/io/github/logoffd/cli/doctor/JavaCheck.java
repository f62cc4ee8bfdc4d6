package io.github.logoffd.cli.doctor;

import java.util.Set;

/** Version and bitness of the Java that runs this command. Too old a version never gets here. */
final class JavaCheck {

    private static final String NAME = "java";
    private static final Set<String> OF_THE_SERVICE = Set.of("amd64", "x86_64");

    private JavaCheck() {}

    static Finding of(Machine machine) {
        String java = "Java " + machine.javaVersion() + " for " + machine.architecture() + " in " + machine.javaHome();
        if (machine.windows() && !OF_THE_SERVICE.contains(machine.architecture())) {
            return Finding.fail(
                    NAME,
                    "This command runs with " + java
                            + ". The service needs a 64-bit Java for x86_64. Set JAVA_HOME to the"
                            + " folder of one, and install the service with it.");
        }
        return Finding.ok(NAME, java + '.');
    }
}
