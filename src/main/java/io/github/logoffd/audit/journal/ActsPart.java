package io.github.logoffd.audit.journal;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import io.github.logoffd.support.json.JsonWriter;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The acts of a journal: written before they are done, or not done. Answers of what was done that cannot be written are
 * kept, and written before anything else as soon as that is possible. Thread-safe.
 */
final class ActsPart {

    /** More than all requests have that are under way at one time; what is asked for later is refused. */
    private static final int MOST_CHARACTERS_OWED = 2 << 20;

    private final ChainFile file;
    private final Retention retention;
    private volatile long usable = Long.MAX_VALUE;

    @GuardedBy("this")
    private final List<Map<String, Object>> owed = new ArrayList<>();

    @GuardedBy("this")
    private long charactersOwed;

    ActsPart(ChainFile file, Retention retention) {
        this.file = file;
        this.retention = retention;
    }

    /**
     * Writes lines of what is about to be done.
     *
     * @throws IOException when they cannot be written, for want of space too
     */
    synchronized void announce(List<Map<String, Object>> lines) throws IOException {
        writeOwed();
        file.append(lines, retention.maxBytes());
    }

    /**
     * Writes lines of what was done, whatever space there is.
     *
     * @throws IOException when they cannot be written yet; they are kept, if there are not too many
     */
    synchronized void answer(List<Map<String, Object>> lines) throws IOException {
        try {
            writeOwed();
            write(lines);
        } catch (IOException e) {
            lines.forEach(this::owe);
            throw e;
        }
    }

    @GuardedBy("this")
    private void owe(Map<String, Object> line) {
        int characters = JsonWriter.text(line).length();
        if (charactersOwed + characters <= MOST_CHARACTERS_OWED) {
            owed.add(line);
            charactersOwed += characters;
        }
    }

    /**
     * Writes the answers that could not be written before.
     *
     * @throws IOException when they still cannot
     */
    synchronized void writeOwed() throws IOException {
        if (!owed.isEmpty()) {
            file.append(owed, Long.MAX_VALUE);
            owed.clear();
            charactersOwed = 0;
        }
    }

    /**
     * Writes lines of the journal itself, which are not kept when that fails.
     *
     * @throws IOException when they cannot be written
     */
    synchronized void write(List<Map<String, Object>> lines) throws IOException {
        file.append(lines, Long.MAX_VALUE);
    }

    /** Takes note of how many bytes the disk has left. */
    void setUsable(long bytes) {
        usable = bytes;
    }

    /** Returns why acts cannot be written, or soon cannot. */
    Optional<String> problem() {
        return owedProblem().or(this::spaceProblem).or(this::diskProblem);
    }

    private synchronized Optional<String> owedProblem() {
        return owed.isEmpty()
                ? Optional.empty()
                : Optional.of("The journal of acts cannot be written; " + owed.size()
                        + " lines of what was done are kept until it can. The log says why.");
    }

    private Optional<String> spaceProblem() {
        long bytes = file.bytes();
        if (bytes < retention.warnAt()) {
            return Optional.empty();
        }
        return Optional.of("The journal of acts has " + bytes + " of " + retention.maxBytes()
                + " bytes (history.maxBytes.acts); when they are used up, requests to act are refused. Give it more"
                + " space, or archive its oldest files elsewhere.");
    }

    /** As early as for the space of its own. */
    private Optional<String> diskProblem() {
        if (usable >= retention.maxBytes() - retention.warnAt()) {
            return Optional.empty();
        }
        return Optional.of("The disk of the journal has " + usable + " bytes left, less than a tenth of"
                + " history.maxBytes.acts; when they are used up, requests to act are refused. Free some space.");
    }
}
