package io.github.logoffd.access;

import io.github.logoffd.support.files.LockFile;
import io.github.logoffd.support.files.SmallFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Initial users, created at the first startup: one for each role, named after the role, with random passwords. */
public final class FirstUsers {

    private static final int LENGTH = 24;

    /** Excludes the letters and digits that look alike: I, l, 1, O, o and 0. */
    private static final String ALPHABET = "abcdefghijkmnpqrstuvwxyzABCDEFGHJKLMNPQRSTUVWXYZ23456789";

    private static final List<String> INTRODUCTION = List.of(
            "The initial passwords of logoffd. Read them, keep them elsewhere, and delete this file.",
            "logoffd passwd changes them.");

    private FirstUsers() {}

    /**
     * Creates the users file when it is missing, and writes the passwords to a separate file, protected in the same
     * way, for the administrator to read and delete. They are stored nowhere else: not in the return value, and so not
     * in a log. The password file is written first, so that an interruption never leaves users with unknown passwords.
     *
     * @return the new users, empty when the users file already exists
     * @throws IOException when one of the files cannot be written
     */
    @SuppressWarnings("try") // The lock is held, not used.
    public static List<User> createIfMissing(UsersFile usersFile, Path passwordsFile) throws IOException {
        if (Files.exists(usersFile.path())) {
            return List.of();
        }
        try (LockFile lock = usersFile.files().lock(usersFile.path())) {
            return Files.exists(usersFile.path()) ? List.of() : create(usersFile, passwordsFile);
        }
    }

    /**
     * Returns whether one of the initial passwords is still that of its user. Each takes as long as a login.
     *
     * @throws IOException when the file with the passwords cannot be read
     */
    public static boolean areInUse(Users users, Path passwordsFile) throws IOException {
        for (String line :
                SmallFile.text(passwordsFile).lines().skip(INTRODUCTION.size()).toList()) {
            int blank = line.indexOf(' ');
            if (blank > 0
                    && users.withPassword(line.substring(0, blank), line.substring(blank + 1))
                            .isPresent()) {
                return true;
            }
        }
        return false;
    }

    private static List<User> create(UsersFile usersFile, Path passwordsFile) throws IOException {
        SecureRandom random = new SecureRandom();
        Map<User, String> passwords = new LinkedHashMap<>();
        for (Role role : Role.values()) {
            passwords.put(new User(role.text(), role), password(random));
        }
        usersFile.files().write(passwordsFile, page(passwords));
        usersFile.create(passwords);
        return List.copyOf(passwords.keySet());
    }

    private static String page(Map<User, String> passwords) {
        return lines(Stream.concat(
                INTRODUCTION.stream(),
                passwords.entrySet().stream().map(entry -> entry.getKey().name() + ' ' + entry.getValue())));
    }

    private static String lines(Stream<String> lines) {
        return lines.map(line -> line + System.lineSeparator()).collect(Collectors.joining());
    }

    private static String password(SecureRandom random) {
        return random.ints(LENGTH, 0, ALPHABET.length())
                .mapToObj(i -> String.valueOf(ALPHABET.charAt(i)))
                .collect(Collectors.joining());
    }
}
