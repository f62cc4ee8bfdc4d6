package io.github.logoffd.access;

import io.github.logoffd.access.Users.Account;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Content of a users file: lines of {@code name:role:hash} or {@code name:role:certificate}; blank lines and lines that
 * start with {@code #} are skipped and preserved. Problems never quote a line: a part of it may be a hash or, by
 * mistake, a password.
 */
final class UsersText {

    private static final String CERTIFICATE = "certificate";
    private static final String NO_USER = "# There is no user. logoffd passwd adds one.";

    private final List<String> lines;
    private final Users users;

    /** Parses the content; adds a sentence to {@code problems} for each malformed line. */
    UsersText(String text, List<String> problems) {
        lines = new ArrayList<>(text.lines().toList());
        users = users(problems);
    }

    /** Returns the users that were parsed. */
    Users users() {
        return users;
    }

    /** Returns what stands in the place of a name in each line, also in a malformed one. */
    List<String> names() {
        return lines.stream()
                .filter(UsersText::isUser)
                .map(line -> line.strip().split(":", 2)[0])
                .toList();
    }

    /** Returns whether the content is empty, without even a comment. */
    boolean isEmpty() {
        return lines.stream().allMatch(String::isBlank);
    }

    private Users users(List<String> problems) {
        Map<String, Account> accounts = new LinkedHashMap<>();
        for (int i = 0; i < lines.size(); i++) {
            if (isUser(lines.get(i))) {
                addAccount(lines.get(i).strip(), "Line " + (i + 1), accounts, problems);
            }
        }
        return new Users(accounts.values());
    }

    private static boolean isUser(String line) {
        return !line.isBlank() && !line.strip().startsWith("#");
    }

    private static void addAccount(String line, String where, Map<String, Account> accounts, List<String> problems) {
        String[] fields = line.split(":", 3);
        if (fields.length < 3) {
            problems.add(
                    where + " has too few fields. Write name:role:hash, name:role:certificate, or # for a comment.");
            return;
        }
        Optional<Role> role = Role.of(fields[1]);
        Optional<PasswordHash> hash = PasswordHash.parse(fields[2]);
        int before = problems.size();
        if (!User.isName(fields[0])) {
            problems.add(where + " has an invalid user name. Allowed: " + User.NAME_RULE + '.');
        } else if (accounts.containsKey(fields[0])) {
            problems.add(where + " gives " + fields[0] + " a second time. Use each name once.");
        }
        if (role.isEmpty()) {
            problems.add(where + " has an unknown role. Use monitor or operator.");
        }
        if (hash.isEmpty() && !fields[2].equals(CERTIFICATE)) {
            problems.add(where + " has no valid hash. Use logoffd passwd to write one, or enter certificate.");
        }
        if (problems.size() == before) {
            accounts.put(fields[0], new Account(new User(fields[0], role.orElseThrow()), hash));
        }
    }

    /** Replaces the line of a user, or adds one. */
    void put(User user, PasswordHash hash) {
        String line = user.name() + ':' + user.role().text() + ':' + hash.text();
        int index = indexOf(user.name());
        if (index < 0) {
            lines.add(line);
        } else {
            lines.set(index, line);
        }
    }

    /**
     * Removes the line of a user. The text is not empty afterwards: a running service refuses a users file that was
     * emptied.
     */
    void remove(String name) {
        lines.remove(indexOf(name));
        if (isEmpty()) {
            lines.add(NO_USER);
        }
    }

    private int indexOf(String name) {
        for (int i = 0; i < lines.size(); i++) {
            if (lines.get(i).strip().startsWith(name + ':')) {
                return i;
            }
        }
        return -1;
    }

    /** Returns the text for the file, comments and other lines as they were. */
    String text() {
        return String.join(
                "", lines.stream().map(line -> line + System.lineSeparator()).toList());
    }
}
