package io.github.logoffd.monitoring;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/** The list of the code blocks of all guides, {@code src/test/resources/guides/blocks.txt}. */
final class GuideBlocks {

    static final Path FILE = Path.of("src/test/resources/guides/blocks.txt");

    private static final String SEPARATOR = " | ";
    private static final String NOT_RUN = "not run: ";
    private static final Pattern TEST = Pattern.compile("\\b[A-Z]\\w*(?:IT|Test)\\b");

    /**
     * A code block, and what runs it.
     *
     * @param by the names of tests, separated by commas, or why none can run it
     * @param name the first line of the block
     */
    record Entry(String guide, String by, String name) {

        boolean isRun() {
            return !by.startsWith(NOT_RUN);
        }

        /** Returns why it is not run. */
        String reason() {
            return by.substring(NOT_RUN.length());
        }

        /** Returns the tests that run it, or that the reason names. */
        List<String> tests() {
            return TEST.matcher(by).results().map(MatchResult::group).toList();
        }
    }

    private GuideBlocks() {}

    static List<Entry> all() {
        List<Entry> entries = new ArrayList<>();
        String guide = "";
        for (String line : lines()) {
            if (line.startsWith("  ")) {
                int separator = line.indexOf(SEPARATOR);
                entries.add(new Entry(
                        guide,
                        line.substring(0, separator).strip(),
                        line.substring(separator + SEPARATOR.length()).strip()));
            } else if (!line.isBlank() && !line.startsWith("#")) {
                guide = line;
            }
        }
        return entries;
    }

    private static List<String> lines() {
        try {
            return Files.readAllLines(FILE);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
