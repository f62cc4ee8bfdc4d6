package io.github.logoffd.cli.check;

/** State that a plugin reports, with the exit code that monitoring expects, the least severe first. */
enum Level {
    OK(0, "Every value is within its thresholds."),
    UNKNOWN(
            3,
            "The command line or the credentials are wrong, the service denies access or its answer is invalid, or a"
                    + " value with a threshold is unknown."),
    WARNING(
            1,
            "A value is outside a threshold of --warn, and none is outside one of --crit; or the service reports a"
                    + " problem, such as a rejected configuration or a journal that is nearly full."),
    CRITICAL(
            2,
            "A value is outside a threshold of --crit, the service cannot read the host, or the service does not"
                    + " answer.");

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
