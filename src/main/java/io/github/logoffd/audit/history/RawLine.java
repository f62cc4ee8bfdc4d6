package io.github.logoffd.audit.history;

import io.github.logoffd.audit.journal.JournalKind;
import java.io.IOException;
import java.nio.ByteBuffer;

/**
 * One line of a file, undecoded.
 *
 * @param offset where it begins
 * @param end where the next one begins
 * @param bytes its bytes without the line feed; only the first ones of a line that is too long
 * @param tooLong whether it is longer than any line of the journal
 */
record RawLine(long offset, long end, ByteBuffer bytes, boolean tooLong) {

    /** Returns whether it has no content, as after a line that was cut and ended twice. */
    boolean isEmpty() {
        return !bytes.hasRemaining();
    }

    /**
     * Returns its content.
     *
     * @throws IOException when it is damaged; the message says how
     */
    HistoryLine parsed(JournalKind file) throws IOException {
        if (tooLong) {
            throw new IOException("it is longer than " + ForwardLines.LONGEST + " bytes");
        }
        return HistoryLine.parse(file, bytes.duplicate());
    }
}
