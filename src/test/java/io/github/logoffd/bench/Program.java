package io.github.logoffd.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** A program that is run to its end. */
final class Program {

    private Program() {}

    /**
     * Runs a program that has to succeed.
     *
     * @param output the file that what it says is written to
     * @throws IOException when it fails; the message has what it said
     */
    static void run(ProcessBuilder program, Path output) throws IOException, InterruptedException {
        int code = program.redirectErrorStream(true)
                .redirectOutput(output.toFile())
                .start()
                .waitFor();
        if (code != 0) {
            throw new IOException(
                    String.join(" ", program.command()) + " has ended with " + code + ":\n" + Files.readString(output));
        }
    }
}
