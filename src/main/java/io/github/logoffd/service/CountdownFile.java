package io.github.logoffd.service;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import io.github.logoffd.config.ConfigKey;
import io.github.logoffd.control.CountdownJournal;
import io.github.logoffd.control.request.LogoffAnswer;
import io.github.logoffd.control.request.Outcome;
import io.github.logoffd.session.LogonKey;
import io.github.logoffd.support.files.SmallFile;
import io.github.logoffd.support.text.ErrorText;
import io.github.logoffd.support.text.VisibleText;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * File of the running countdowns of all hosts. The end of a service run cancels its countdowns; the next run reports
 * each of them, in the log and as an event. The file is replaced as a whole, so a reader never sees a mixture of two
 * states. Only a file that begins with {@link #MARK}, or an empty one, is ever replaced at startup. Thread-safe.
 */
public final class CountdownFile {

    private static final Logger log = LoggerFactory.getLogger(CountdownFile.class);

    /** Never changes: a file that a former version left must be recognised. */
    private static final String MARK = "# Running countdowns of logoffd.";

    private static final String HEADER = MARK + " Written by the service; a restart cancels them.";

    /** Between the key, the account and the time of a line. */
    private static final String SEPARATOR = "\t";

    private static final int PARTS = 3;

    private final Path file;
    private final List<String> left = new ArrayList<>();

    @GuardedBy("this")
    private final Map<String, List<String>> linesByHost = new TreeMap<>();

    private CountdownFile(Path file) {
        this.file = file.toAbsolutePath();
    }

    /**
     * Reports what the last run left, and forgets it.
     *
     * @throws IOException when there is another file of that name; the message says what to do
     */
    static CountdownFile open(Path file) throws IOException {
        CountdownFile countdowns = new CountdownFile(file);
        if (Files.exists(countdowns.file, LinkOption.NOFOLLOW_LINKS)) {
            countdowns.requireOurs();
            countdowns.report();
        }
        countdowns.write();
        return countdowns;
    }

    /** Returns where one host writes; the lines of the other hosts stay. */
    CountdownJournal forHost(String host) {
        return lines -> replace(host, lines);
    }

    /** Returns what became of the countdowns of a host that were running at the end of the last run. */
    List<LogoffAnswer> cancelled(String host) {
        return left.stream().flatMap(line -> cancelled(host, line).stream()).toList();
    }

    private static Optional<LogoffAnswer> cancelled(String host, String line) {
        String[] parts = line.split(SEPARATOR, -1);
        return LogonKey.parse(host, parts[0])
                .filter(key -> parts.length == PARTS)
                .map(key -> new LogoffAnswer(
                        parts[0],
                        host,
                        key.id(),
                        parts[1],
                        Outcome.CANCELLED,
                        0,
                        "The logoff that was due at " + parts[2] + " is cancelled, since the service has restarted.",
                        0,
                        "",
                        false));
    }

    /**
     * Makes a file of the first versions, which had no {@link #MARK}, one that is recognised. The caller knows that it
     * is a file of countdowns.
     *
     * @throws IOException when it cannot be read or written
     */
    public static void markFormer(Path file) throws IOException {
        CountdownFile former = new CountdownFile(file);
        if (Files.isRegularFile(file) && Files.size(file) > 0 && !former.beginsWithMark()) {
            former.replaceBy(HEADER + System.lineSeparator() + SmallFile.text(file));
        }
    }

    private void requireOurs() throws IOException {
        boolean regular = Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS);
        if (!regular || (Files.size(file) > 0 && !beginsWithMark())) {
            throw new IOException("the file " + file
                    + " was not written by logoffd for countdowns and is left as it is. Give "
                    + ConfigKey.COUNTDOWN_FILE.key() + " another name, or remove the file.");
        }
    }

    private boolean beginsWithMark() throws IOException {
        byte[] mark = MARK.getBytes(StandardCharsets.UTF_8);
        try (InputStream in = Files.newInputStream(file)) {
            return Arrays.equals(in.readNBytes(mark.length), mark);
        }
    }

    private void report() {
        try {
            SmallFile.text(file).lines().skip(1).forEach(left::add);
            left.forEach(line -> log.warn("Cancelled by the restart of the service: the logoff of {}", line));
        } catch (IOException e) {
            log.error("The countdowns that the last run left in {} cannot be read ({})", file, ErrorText.ofFile(e));
        }
    }

    private synchronized void replace(String host, List<String> lines) {
        linesByHost.put(host, List.copyOf(lines));
        write();
    }

    private synchronized void write() {
        String lines = Stream.concat(
                        Stream.of(HEADER), linesByHost.values().stream().flatMap(List::stream))
                .map(line -> VisibleText.wellFormed(line) + System.lineSeparator())
                .collect(Collectors.joining());
        try {
            Files.createDirectories(file.getParent());
            replaceBy(lines);
        } catch (IOException e) {
            log.error(
                    "The running countdowns cannot be written to {} ({}); a restart would forget them",
                    file,
                    ErrorText.ofFile(e));
        }
    }

    /**
     * The draft is a new file of a name that cannot be foreseen, so that no link can be in its place; the move follows
     * none either.
     */
    private void replaceBy(String text) throws IOException {
        Path draft = Files.createTempFile(file.getParent(), file.getFileName() + ".", ".new");
        try {
            // Not a channel, which an interrupted thread would close.
            try (FileOutputStream out = new FileOutputStream(draft.toFile())) {
                out.write(text.getBytes(StandardCharsets.UTF_8));
                out.getFD().sync();
            }
            moveOver(draft);
        } finally {
            Files.deleteIfExists(draft);
        }
    }

    private void moveOver(Path next) throws IOException {
        try {
            Files.move(next, file, StandardCopyOption.ATOMIC_MOVE);
        } catch (AtomicMoveNotSupportedException e) {
            log.debug("{} cannot be replaced in one step", file, e);
            Files.move(next, file, StandardCopyOption.REPLACE_EXISTING);
        }
    }
}
