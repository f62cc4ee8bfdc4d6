package io.github.logoffd.access;

import io.github.logoffd.support.ProblemsException;
import io.github.logoffd.support.files.LockFile;
import io.github.logoffd.support.files.RefusedFileException;
import io.github.logoffd.support.files.SmallFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * The users file. Nothing is cached: each call reads it. A file that other accounts own, or can read or write, is
 * refused, for changes too, since a new file would hide what they may have put into it.
 *
 * @param path the file
 * @param files its protection
 */
public record UsersFile(Path path, ProtectedFiles files) {

    private static final String HEADER = """
            # The users of logoffd: name:role:hash, or name:role:certificate for one who shows a TLS client certificate instead of a
            # password. Roles are monitor and operator. Hashes are written by: logoffd passwd NAME --role ROLE
            """;

    /**
     * Reads the users.
     *
     * @throws ProblemsException with everything that is wrong, a file that is missing or not protected included
     */
    public Users read() throws ProblemsException {
        return load(SmallFile::text, files::problem).users();
    }

    /**
     * Reads the users of a running service. A file without any line, or that ends within one, is refused: it was
     * emptied or truncated by a full disk, a crash or an editor.
     *
     * @throws ProblemsException with everything that is wrong
     */
    Users readAgain() throws ProblemsException {
        UsersText text = load(SmallFile::wholeLines, files::problem);
        if (text.isEmpty()) {
            RefusedFileException empty = new RefusedFileException(
                    path, "is empty. For a file without users, keep a line that begins with #.");
            throw new ProblemsException("The users file " + path, List.of("It " + empty.reason()), empty);
        }
        return text.users();
    }

    /**
     * Sets role and password of a user, adding the user when missing; the file is created when it is missing.
     *
     * @return whether the user existed before
     * @throws ProblemsException when the file has problems; it stays as it was
     * @throws IOException when it cannot be written; it stays as it was
     */
    @SuppressWarnings("try") // The lock is held, not used.
    public boolean put(User user, String password) throws ProblemsException, IOException {
        PasswordHash hash = PasswordHash.of(password);
        try (LockFile lock = files.lock(path)) {
            UsersText text = Files.exists(path) ? loadToChange() : new UsersText(HEADER, new ArrayList<>());
            boolean known = text.users().has(user.name());
            text.put(user, hash);
            replace(text);
            return known;
        }
    }

    /**
     * Returns the names in the file, whatever else is wrong with it.
     *
     * @throws RefusedFileException when its text cannot be read
     */
    public List<String> names() throws RefusedFileException {
        return new UsersText(SmallFile.text(path), new ArrayList<>()).names();
    }

    /** Returns the user of this name, as a change finds it; empty also when there is no file. */
    public Optional<User> named(String name) throws ProblemsException {
        return Files.exists(path) ? loadToChange().users().named(name) : Optional.empty();
    }

    /**
     * Sets the password of a user, who keeps the role.
     *
     * @return the user, empty when there is none of this name
     * @throws ProblemsException when the file has problems; it stays as it was
     * @throws IOException when it cannot be written; it stays as it was
     */
    @SuppressWarnings("try") // The lock is held, not used.
    public Optional<User> setPassword(String name, String password) throws ProblemsException, IOException {
        PasswordHash hash = PasswordHash.of(password);
        try (LockFile lock = files.lock(path)) {
            UsersText text = loadToChange();
            Optional<User> user = text.users().named(name);
            if (user.isPresent()) {
                text.put(user.get(), hash);
                replace(text);
            }
            return user;
        }
    }

    /** Writes a file with these users and their passwords; the caller holds the lock. */
    void create(Map<User, String> passwords) throws IOException {
        UsersText text = new UsersText(HEADER, new ArrayList<>());
        passwords.forEach((user, password) -> text.put(user, PasswordHash.of(password)));
        files.write(path, text.text());
    }

    /**
     * Removes a user.
     *
     * @return whether the user existed
     * @throws ProblemsException when the file has problems; it stays as it was
     * @throws IOException when it cannot be written; it stays as it was
     */
    @SuppressWarnings("try") // The lock is held, not used.
    public boolean remove(String name) throws ProblemsException, IOException {
        if (!loadToChange().users().has(name)) {
            return false;
        }
        try (LockFile lock = files.lock(path)) {
            UsersText text = loadToChange();
            if (!text.users().has(name)) {
                return false;
            }
            text.remove(name);
            replace(text);
            return true;
        }
    }

    /** Verifies the content of the file afterwards: editors do not respect the lock. */
    private void replace(UsersText text) throws IOException {
        files.write(path, text.text());
        if (!SmallFile.text(path).equals(text.text())) {
            throw new IOException("Another program has replaced " + path
                    + " at the same time. Check which users it has, and repeat the change if it is missing.");
        }
    }

    @FunctionalInterface
    private interface Reader {

        String read(Path file) throws RefusedFileException;
    }

    private UsersText loadToChange() throws ProblemsException {
        return load(SmallFile::text, files::problemOfChange);
    }

    private UsersText load(Reader reader, Function<Path, Optional<String>> protection) throws ProblemsException {
        List<String> problems = new ArrayList<>();
        if (!Files.exists(path)) {
            problems.add("It is missing; logoffd passwd creates it.");
            throw new ProblemsException(
                    "The users file " + path, problems, new RefusedFileException(path, "is missing."));
        }
        protection.apply(path).ifPresent(problems::add);
        UsersText text = new UsersText(content(reader, problems), problems);
        if (!problems.isEmpty()) {
            throw new ProblemsException("The users file " + path, problems);
        }
        return text;
    }

    private String content(Reader reader, List<String> problems) throws ProblemsException {
        try {
            return reader.read(path);
        } catch (RefusedFileException e) {
            problems.add("It " + e.reason());
            throw new ProblemsException("The users file " + path, problems, e);
        }
    }
}
