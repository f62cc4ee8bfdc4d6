package io.github.logoffd.web;

import io.github.logoffd.access.BusyUsers;
import io.github.logoffd.access.LiveUsers;
import io.github.logoffd.access.ProtectedFiles;
import io.github.logoffd.access.UsersFile;
import io.github.logoffd.support.ProblemsException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.LongSupplier;

/** Users in a file of the test, all with the same password. */
public final class UsersFixture {

    static final String PASSWORD = "correct: Pferd 電池";
    static final String AUTHORIZATION = "Authorization";

    /** Of that password, with as few iterations as may be, since computing takes a while. */
    private static final String HASH = "pbkdf2-sha512:100000:" // number, salt and hash
            + "AAECAwQFBgcICQoLDA0ODw==:MkY+uqOLErB5HANXadwKNsBgEZAMCFvhfcbUGTULhzCxrlhOIgqCu20UMjWbn6eaX3Ddi5bhvRPwz9Knbw586A==";

    /** For all tests that do not change users, so that the password is hashed once. */
    private static final LiveUsers SHARED = shared();

    private final Path file;

    UsersFixture(Path folder) {
        file = folder.resolve("users.txt");
    }

    static LiveUsers operatorAndMonitor() {
        return SHARED;
    }

    private static LiveUsers shared() {
        try {
            Path folder = Files.createTempDirectory("logoffd-users");
            UsersFixture fixture = new UsersFixture(folder);
            fixture.write("operator:operator", "monitor:monitor");
            LiveUsers users = fixture.open(System::nanoTime, message -> {});
            Files.delete(fixture.file);
            Files.delete(folder);
            return users;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    LiveUsers open(LongSupplier nanoTime, Consumer<String> reloaded) {
        try {
            return LiveUsers.open(new UsersFile(file, new ProtectedFiles(List.of())), nanoTime, reloaded);
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    /** As {@link #open}, while only so many passwords are hashed. */
    LiveUsers openHashing(int passwords) throws ProblemsException {
        return BusyUsers.open(new UsersFile(file, new ProtectedFiles(List.of())), passwords);
    }

    /** Replaces the file by these users, each a name and a role, or a whole line. */
    void write(String... users) throws IOException {
        StringBuilder text = new StringBuilder();
        for (String user : users) {
            boolean whole = user.split(":", -1).length > 2;
            text.append(user).append(whole ? "" : ':' + HASH).append('\n');
        }
        new ProtectedFiles(List.of()).write(file, text.toString());
    }

    /** Returns the value of the header by which a user logs in. */
    static String basic(String name) {
        return basic(name, PASSWORD);
    }

    static String basic(String name, String password) {
        return "Basic " + encoded(name + ':' + password);
    }

    static String encoded(String text) {
        return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }

    /** Returns the header as a line of a raw request. */
    public static String line(String name) {
        return AUTHORIZATION + ": " + basic(name) + "\r\n";
    }
}
