package io.github.logoffd.cli.windows;

import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.function.BooleanSupplier;

/**
 * Standard streams of a command.
 *
 * @param out receives the output
 * @param err takes what went wrong
 * @param in has the text of a message
 * @param charset of text on all three; a character that it lacks becomes a question mark
 * @param isWatched tells whether an interactive user sees the output
 */
public record Terminal(PrintStream out, PrintStream err, InputStream in, Charset charset, BooleanSupplier isWatched) {

    /** Returns a terminal on raw streams that is not interactive. */
    public static Terminal of(OutputStream out, OutputStream err, InputStream in, Charset charset) {
        return of(out, err, in, charset, () -> false);
    }

    /** Returns a terminal on raw streams. */
    public static Terminal of(
            OutputStream out, OutputStream err, InputStream in, Charset charset, BooleanSupplier isWatched) {
        return new Terminal(
                new PrintStream(out, false, charset), new PrintStream(err, true, charset), in, charset, isWatched);
    }

    /** Writes text whose lines end as this system ends them, and ends the last one. */
    static void print(PrintStream stream, String text) {
        stream.println(text.replace("\n", System.lineSeparator()));
    }

    /** Writes a line of JSON, which is UTF-8 whatever the code page. */
    void json(String line) {
        byte[] bytes = (line + System.lineSeparator()).getBytes(StandardCharsets.UTF_8);
        out.write(bytes, 0, bytes.length);
    }

    /** Returns what went wrong when not everything that was written has been taken. */
    Optional<String> problem() {
        out.flush();
        return out.checkError() ? Optional.of("The output could not be written.") : Optional.empty();
    }
}
