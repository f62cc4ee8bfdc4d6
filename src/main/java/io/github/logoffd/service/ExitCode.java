package io.github.logoffd.service;

/** The exit codes of the command line. {@code service/README.md} lists them; a test keeps the two together. */
public enum ExitCode {
    OK(0, "Success."),
    FAILED(1, "Failure; the sentence on stderr gives the reason."),
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

    public int number() {
        return number;
    }

    public String meaning() {
        return meaning;
    }
}
