package io.github.logoffd.cli.admin;

import java.io.Console;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** Source of a new password: never the command line, which other users of the machine can see. */
@FunctionalInterface
interface PasswordSource {

    /** In characters. HTTP clients send a password in a header, which is smaller. */
    int LONGEST = 4096;

    /**
     * Returns a new password, as it was given.
     *
     * @throws IOException when there is none; the message is one sentence
     */
    String read(String user) throws IOException;

    /**
     * Asks twice on the console, without showing what is typed; without a console takes one line of UTF-8 from standard
     * input.
     */
    @SuppressWarnings("SystemConsoleNull") // The property below makes it null again where there is no terminal.
    static String fromConsoleOrInput(String user) throws IOException {
        // From JDK 22 to 24 there is a console by default even without a terminal; this one exists only on a terminal.
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
        String line = firstLine(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        // What PowerShell may send first.
        return line.startsWith("\uFEFF") ? line.substring(1) : line;
    }

    /** Reads no more than a password can have, so that a stream without an end is no wait without an end. */
    private static String firstLine(Reader input) throws IOException {
        StringBuilder line = new StringBuilder();
        int next = input.read();
        if (next < 0) {
            throw new IOException("No password was given. Give it as one line on standard input, or on a console.");
        }
        while (next >= 0 && next != '\n' && next != '\r') {
            if (line.length() == LONGEST) {
                throw new IOException("The first line of standard input has more than " + LONGEST
                        + " characters, which is no password. Nothing was changed.");
            }
            line.append((char) next);
            next = input.read();
        }
        return line.toString();
    }
}
