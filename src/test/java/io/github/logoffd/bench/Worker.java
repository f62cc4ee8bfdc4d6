package io.github.logoffd.bench;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.TimeUnit;

/** A process that measures on command. */
final class Worker implements AutoCloseable {

    /** One measurement. */
    record Cost(double nanos, double bytes) {}

    private static final long ENDS_WITHIN_SECONDS = 10;

    private final Process process;
    private final PrintStream questions;
    private final BufferedReader answers;

    Worker(ProcessBuilder command) throws IOException {
        process = command.redirectError(ProcessBuilder.Redirect.INHERIT).start();
        questions = new PrintStream(process.getOutputStream(), true, StandardCharsets.UTF_8);
        answers = new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
    }

    /** Has it done so often, and returns what one time costs. */
    Cost measure(String what, int rounds) throws IOException {
        questions.print(what + ' ' + rounds + '\n');
        questions.flush();
        String answer = answers.readLine();
        if (answer == null) {
            throw new IOException("The process that measures " + what + " has ended.");
        }
        String[] numbers = answer.strip().split(" ", -1);
        return new Cost(Double.parseDouble(numbers[0]), Double.parseDouble(numbers[1]));
    }

    /** It ends by itself when there are no more questions. */
    @Override
    public void close() {
        questions.close();
        try {
            if (!process.waitFor(ENDS_WITHIN_SECONDS, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }
}
