package io.github.logoffd.monitoring;

import java.util.List;

/** A command of a guide, and the output that the guide shows after it. */
record ShownCommand(String command, List<String> output) {

    static final String PROMPT = "$ ";

    ShownCommand {
        output = List.copyOf(output);
    }

    /** Returns whether it runs until it is ended. */
    boolean isService() {
        return command.contains(" serve --demo");
    }

    /** Returns whether it builds the product; the build that runs the tests has done so. */
    boolean isBuild() {
        return command.startsWith("mvn ");
    }
}
