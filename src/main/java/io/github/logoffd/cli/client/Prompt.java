package io.github.logoffd.cli.client;

import java.io.Console;
import java.io.IOException;
import java.util.Optional;

/** Asks the user at the terminal. */
@FunctionalInterface
public interface Prompt {

    /**
     * Asks for one line.
     *
     * @param hidden whether what is typed is not shown
     * @throws IOException when there is no answer; the message is one sentence
     */
    String ask(String question, boolean hidden) throws IOException;

    /** Returns the terminal of this process, empty when there is none. */
    @SuppressWarnings("SystemConsoleNull") // The property below makes it null again where there is no terminal.
    static Optional<Prompt> ofTerminal() {
        // From JDK 22 to 24 there is a console by default even without a terminal; this one exists only on a terminal.
        System.setProperty("jdk.console", "java.base");
        return Optional.ofNullable(System.console())
                .map(console -> (question, hidden) -> ask(console, question, hidden));
    }

    private static String ask(Console console, String question, boolean hidden) throws IOException {
        if (hidden) {
            char[] password = console.readPassword("%s", question);
            return answer(Optional.ofNullable(password).map(String::new));
        }
        return answer(Optional.ofNullable(console.readLine("%s", question)));
    }

    private static String answer(Optional<String> line) throws IOException {
        return line.orElseThrow(() -> new IOException("The question for name and password was not answered."));
    }
}
