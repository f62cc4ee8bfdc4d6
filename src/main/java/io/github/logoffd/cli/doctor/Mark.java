package io.github.logoffd.cli.doctor;

/** Result of a check, from the best to the worst. */
enum Mark {
    OK,
    WARN,
    FAIL
}
