package io.github.logoffd.cli.admin;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/** Entries of the event log as text, in which anchors are found. */
@FunctionalInterface
interface EventLogText {

    /** The newest of the entries with the id 300. */
    int MOST_ENTRIES = 10_000;

    /**
     * Returns the lines of the entries.
     *
     * @throws IOException when the event log cannot be read
     */
    Stream<String> lines() throws IOException;

    /** Returns the event log of this machine; off Windows there is none. */
    static EventLogText ofThisMachine() {
        return System.getProperty("os.name").toLowerCase(Locale.ROOT).startsWith("windows")
                ? EventLogText::byWevtutil
                : Stream::empty;
    }

    /** Returns the lines of a file in UTF-8, or in UTF-16 with a byte order mark, which PowerShell writes. */
    static Stream<String> linesOf(Path file) throws IOException {
        byte[] bytes = Files.readAllBytes(file);
        boolean utf16 = beginsWith(0xff, 0xfe, bytes) || beginsWith(0xfe, 0xff, bytes);
        return new String(bytes, utf16 ? StandardCharsets.UTF_16 : StandardCharsets.ISO_8859_1).lines();
    }

    private static boolean beginsWith(int first, int second, byte[] bytes) {
        return bytes.length >= 2 && bytes[0] == (byte) first && bytes[1] == (byte) second;
    }

    /** The program of Windows, by its full path; what is looked for in its output is ASCII. */
    private static Stream<String> byWevtutil() throws IOException {
        Path program = Path.of(System.getenv().getOrDefault("SystemRoot", "C:\\Windows"), "System32", "wevtutil.exe");
        Process process = new ProcessBuilder(List.of(
                        program.toString(),
                        "qe",
                        "Application",
                        "/q:*[System[Provider[@Name='logoffd'] and EventID=300]]",
                        "/rd:true",
                        "/c:" + MOST_ENTRIES,
                        "/f:xml"))
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        String text = new String(process.getInputStream().readAllBytes(), StandardCharsets.ISO_8859_1);
        try {
            if (process.waitFor() != 0) {
                throw new IOException(program + " ended with code " + process.exitValue()
                        + ". Use an account that can read the event log, or give its entries by --anchors FILE");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("The event log was not read: the command was interrupted", e);
        }
        return text.lines();
    }
}
