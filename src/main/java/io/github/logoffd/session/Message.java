package io.github.logoffd.session;

import io.github.logoffd.support.text.VisibleText;
import java.time.Duration;

/**
 * A message box for a session.
 *
 * @param title the caption; Windows misbehaves with an empty one, so a blank is sent then
 * @param text the body
 * @param buttons the buttons to offer
 * @param timeout how long the box stays and, when {@code waitForButton} is set, how long to wait for a button; whole
 *     seconds, at least one: zero would mean no limit
 * @param waitForButton whether to wait for a button
 */
public record Message(String title, String text, Buttons buttons, Duration timeout, boolean waitForButton) {

    /** The sets of buttons that Windows knows, with the number that it gives them. */
    public enum Buttons {
        OK(0),
        OK_CANCEL(1),
        ABORT_RETRY_IGNORE(2),
        YES_NO_CANCEL(3),
        YES_NO(4),
        RETRY_CANCEL(5),
        CANCEL_TRY_CONTINUE(6);

        private final int style;

        Buttons(int style) {
            this.style = style;
        }

        /** Returns Windows' number for the set. */
        public int style() {
            return style;
        }
    }

    public Message {
        if (VisibleText.isBlank(text)) {
            throw new IllegalArgumentException("The text of a message is blank. Give a text for the user.");
        }
        if (timeout.toSeconds() < 1 || timeout.toSeconds() > Integer.MAX_VALUE) {
            throw new IllegalArgumentException(
                    "The timeout of a message is " + timeout + ". Give 1 to " + Integer.MAX_VALUE + " seconds.");
        }
    }
}
