package io.github.logoffd.windows;

import java.nio.file.Path;
import java.util.List;

/** Reads what the stand-in appends to {@code calls.txt}, from where it stands now. Not thread-safe. */
final class CallsFile {

    private final AppendedLines lines;

    CallsFile(Path standInFolder) {
        lines = new AppendedLines(standInFolder.resolve("calls.txt"));
    }

    /** Returns the calls that were not returned before. */
    List<StandInCall> next() {
        return lines.next().stream().map(StandInCall::parse).toList();
    }
}
