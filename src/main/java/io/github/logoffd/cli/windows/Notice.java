package io.github.logoffd.cli.windows;

import java.util.Optional;

/**
 * A message for a user.
 *
 * @param title the caption
 * @param text the text
 * @param seconds how long it stays without a response; empty when the command line does not say
 * @param awaited whether to wait for the user
 */
public record Notice(String title, String text, Optional<Integer> seconds, boolean awaited) {

    /** What Windows takes when the command line does not say. */
    static final int USUAL_SECONDS = 60;
}
