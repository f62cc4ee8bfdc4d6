package io.github.logoffd.service;

import io.github.logoffd.access.FirstUsers;
import io.github.logoffd.access.LiveUsers;
import io.github.logoffd.access.User;
import io.github.logoffd.access.UsersFile;
import io.github.logoffd.config.Advice;
import io.github.logoffd.config.ConfigKey;
import io.github.logoffd.config.ServiceConfig;
import io.github.logoffd.support.ProblemsException;
import io.github.logoffd.support.text.ErrorText;
import io.github.logoffd.tls.TlsConfig;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Opens the users, and checks that other accounts cannot read the files with secrets. */
final class UserAccess {

    private static final Logger log = LoggerFactory.getLogger(UserAccess.class);

    private UserAccess() {}

    /**
     * Reads the users; creates the first ones when there is no file.
     *
     * @throws IOException when the users or a file with secrets cannot be used; the message has all that is wrong
     */
    static LiveUsers open(ServiceConfig config, Consumer<String> reloaded) throws IOException {
        UsersFile file = new UsersFile(config.usersFile(), SecretFiles.ofThisMachine());
        Path passwords = config.firstPasswordsFile();
        createFolder(passwords, config);
        List<User> first = FirstUsers.createIfMissing(file, passwords);
        first.forEach(user -> log.info("The user {} was created in {}", user.name(), file.path()));
        LiveUsers users = checked(config, file, reloaded);
        if (!first.isEmpty() || areInUse(users, passwords)) {
            log.info("The initial passwords are in {}; read them and delete the file", passwords);
        }
        if (users.now().all().isEmpty()) {
            log.warn(
                    "The users file {} has no user, so only /health can be read; logoffd passwd NAME --role ROLE adds"
                            + " one",
                    file.path());
        }
        return users;
    }

    private static void createFolder(Path file, ServiceConfig config) throws IOException {
        Path folder = file.toAbsolutePath().getParent();
        try {
            Files.createDirectories(folder);
        } catch (IOException e) {
            throw new IOException(
                    "the folder " + folder + " cannot be created (" + ErrorText.ofFile(e)
                            + "). Let the service write there, or "
                            + Advice.toChange(config.source(), ConfigKey.USERS_FILE) + '.',
                    e);
        }
    }

    /** Passwords that cannot be compared may still be in use. */
    private static boolean areInUse(LiveUsers users, Path passwords) {
        try {
            return Files.exists(passwords) && FirstUsers.areInUse(users.now(), passwords);
        } catch (IOException e) {
            log.warn("The initial passwords cannot be compared with those in use: {}", ErrorText.of(e));
            return true;
        }
    }

    private static LiveUsers checked(ServiceConfig config, UsersFile file, Consumer<String> reloaded)
            throws IOException {
        List<String> problems = new ArrayList<>();
        for (Path secret : config.tls().map(TlsConfig::secretFiles).orElse(List.of())) {
            file.files().problem(secret).ifPresent(problems::add);
        }
        try {
            LiveUsers users = LiveUsers.open(file, System::nanoTime, reloaded);
            if (problems.isEmpty()) {
                return users;
            }
        } catch (ProblemsException e) {
            problems.add(e.getMessage());
        }
        throw new IOException(String.join(System.lineSeparator(), problems));
    }
}
