package io.github.logoffd.app;

import java.io.BufferedReader;
import java.io.Console;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** Where a new password comes from: never from the command line, which other users of the machine can see. */
@FunctionalInterface
interface PasswordSource {

    /**
     * Returns a new password, as it was given.
     *
     * @throws IOException when there is none; the message is one sentence
     */
    String read(String user) throws IOException;

    /** Asks twice on the console, without showing what is typed; without a console takes one line of UTF-8 from standard input. */
    @SuppressWarnings("SystemConsoleNull") // The property below makes it null again where there is no terminal.
    static String fromConsoleOrInput(String user) throws IOException {
        // From JDK 22 to 24 there is a console by default even where nobody sits at it; this one is there on a terminal
        // only.
        System.setProperty("jdk.console", "java.base");
        Console console = System.console();
        return console == null ? fromInput() : fromConsole(console, user);
    }

    private static String fromConsole(Console console, String user) throws IOException {
        char[] first = asked(console, "New password for " + user + ": ");
        char[] second = asked(console, "The same again: ");
        if (!Arrays.equals(first, second)) {
            throw new IOException("The two passwords differ; nothing was changed.");
        }
        return new String(first);
    }

    private static char[] asked(Console console, String prompt) throws IOException {
        char[] password = console.readPassword("%s", prompt);
        if (password == null) {
            throw new IOException("No password was given; nothing was changed.");
        }
        return password;
    }

    private static String fromInput() throws IOException {
        String line = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8)).readLine();
        if (line == null) {
            throw new IOException("No password was given; expected is one line on standard input, or a console.");
        }
        // What PowerShell may send first.
        return line.startsWith("\uFEFF") ? line.substring(1) : line;
    }
}
