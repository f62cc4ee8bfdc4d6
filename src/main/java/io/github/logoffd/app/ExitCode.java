package io.github.logoffd.app;

/** The exit codes of the command line. {@code service/README.md} lists them; a test keeps the two together. */
enum ExitCode {
    OK(0, "What was asked is so."),
    FAILED(1, "It could not be done; the sentence on stderr says why."),
    USAGE(2, "The command line is wrong."),
    WRONG_JAVA(3, "This JVM is older than Java 17."),
    CONFIGURATION(4, "The configuration has problems; all of them are on stderr."),
    SERVICE_FAILED(70, "The Windows service could not start; the reason is in its log.");

    private final int number;
    private final String meaning;

    ExitCode(int number, String meaning) {
        this.number = number;
        this.meaning = meaning;
    }

    int number() {
        return number;
    }

    String meaning() {
        return meaning;
    }
}
