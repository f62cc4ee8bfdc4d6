package io.github.logoffd.cli.check;

/** State that a plugin reports, with the exit code that monitoring expects, the least severe first. */
enum Level {
    OK(0, "Every value is within its thresholds."),
    UNKNOWN(
            3,
            "The command line is wrong, name or password are, the service refuses the role or answers nothing"
                    + " that can be"
                    + " understood, or a value that has a threshold is not known."),
    WARNING(1, "A value is outside a threshold of --warn, and none outside one of --crit."),
    CRITICAL(
            2,
            "A value is outside a threshold of --crit, the service cannot read the host, or there is no answer"
                    + " from the service.");

    private final int exitCode;
    private final String meaning;

    Level(int exitCode, String meaning) {
        this.exitCode = exitCode;
        this.meaning = meaning;
    }

    int exitCode() {
        return exitCode;
    }

    String meaning() {
        return meaning;
    }

    static Level worse(Level one, Level other) {
        return one.compareTo(other) > 0 ? one : other;
    }
}
