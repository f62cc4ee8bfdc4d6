package io.github.logoffd.access;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * The file with the users. Nothing of it is kept: each call reads it. A file that others can read or write is refused, for changes too,
 * since a new file would hide what they may have put into it.
 *
 * @param path the file
 * @param files how it is protected
 */
public record UsersFile(Path path, ProtectedFiles files) {

    private static final String HEADER = """
            # The users of logoffd: name:role:hash, or name:role:certificate for one who shows a TLS client certificate instead of a
            # password. Roles are monitor and operator. Hashes are written by: logoffd passwd NAME --role ROLE
            """;

    /**
     * Reads the users.
     *
     * @throws UsersFileException with everything that is wrong, a file that is missing or not protected included
     */
    public Users read() throws UsersFileException {
        return load().users();
    }

    /**
     * Sets role and password of a user, who is added when not there yet; the file is created when it is missing.
     *
     * @return whether the user was there before
     * @throws UsersFileException when the file has problems; it stays as it was
     * @throws IOException when it cannot be written; it stays as it was
     */
    public boolean put(User user, String password) throws UsersFileException, IOException {
        UsersText text = Files.exists(path) ? load() : new UsersText(HEADER, new ArrayList<>());
        boolean known = text.users().has(user.name());
        text.put(user, PasswordHash.of(password));
        files.write(path, text.text());
        return known;
    }

    /** Writes a file with these users, by user their passwords. */
    void create(Map<User, String> passwords) throws IOException {
        UsersText text = new UsersText(HEADER, new ArrayList<>());
        passwords.forEach((user, password) -> text.put(user, PasswordHash.of(password)));
        files.write(path, text.text());
    }

    /**
     * Removes a user.
     *
     * @return whether the user was there
     * @throws UsersFileException when the file has problems; it stays as it was
     * @throws IOException when it cannot be written; it stays as it was
     */
    public boolean remove(String name) throws UsersFileException, IOException {
        UsersText text = load();
        if (!text.users().has(name)) {
            return false;
        }
        text.remove(name);
        files.write(path, text.text());
        return true;
    }

    private UsersText load() throws UsersFileException {
        List<String> problems = new ArrayList<>();
        UsersText text = new UsersText(content(problems), problems);
        if (!problems.isEmpty()) {
            throw new UsersFileException(path, problems);
        }
        return text;
    }

    private String content(List<String> problems) {
        if (!Files.exists(path)) {
            problems.add("It is missing; logoffd passwd creates it.");
            return "";
        }
        files.problem(path).ifPresent(problems::add);
        try {
            return Files.readString(path);
        } catch (IOException e) {
            problems.add("It cannot be read as UTF-8 text (" + e.getClass().getSimpleName() + ").");
            return "";
        }
    }
}
