package io.github.logoffd.control;

/**
 * Length limits for the strings of a request: they are written to the audit file twice, and kept in memory as long as a
 * request id.
 */
final class TextLength {

    /** Limit for names. */
    static final int OF_A_NAME = 256;

    /** Limit for a request id. */
    static final int OF_A_REQUEST_ID = 200;

    /** Limit for reasons and messages. */
    static final int OF_A_REASON = 1024;

    private TextLength() {}

    /**
     * Checks one argument.
     *
     * @throws IllegalArgumentException when it has more than {@code most} characters
     */
    static void require(String name, String value, int most) {
        if (value.length() > most) {
            throw new IllegalArgumentException(
                    name + " has " + value.length() + " characters. Allowed: at most " + most + '.');
        }
    }
}
