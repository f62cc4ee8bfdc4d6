package io.github.logoffd.control;

/** How long the texts of a request may be: they stand in the audit file twice, and in memory as long as a request id is kept. */
final class TextLength {

    /** For everything that names something. */
    static final int OF_A_NAME = 256;

    /** For what names a request. */
    static final int OF_A_REQUEST_ID = 200;

    /** For everything that says why. */
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
                    name + " has " + value.length() + " characters; expected are at most " + most + '.');
        }
    }
}
