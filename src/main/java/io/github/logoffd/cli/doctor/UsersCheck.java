package io.github.logoffd.cli.doctor;

import io.github.logoffd.access.FirstUsers;
import io.github.logoffd.access.ProtectedFiles;
import io.github.logoffd.access.Role;
import io.github.logoffd.access.User;
import io.github.logoffd.access.Users;
import io.github.logoffd.access.UsersFile;
import io.github.logoffd.config.ServiceConfig;
import io.github.logoffd.support.ProblemsException;
import io.github.logoffd.support.text.ErrorText;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** The users file, and the file of the initial passwords that should be gone. */
final class UsersCheck {

    private static final String NAME = "users";

    private UsersCheck() {}

    static Finding of(ServiceConfig config, ProtectedFiles files) {
        if (!Files.exists(config.usersFile())) {
            return Finding.warn(
                    NAME,
                    "There is no users file " + config.usersFile()
                            + " yet. The first startup of the service creates it.");
        }
        Users users;
        try {
            users = new UsersFile(config.usersFile(), files).read();
        } catch (ProblemsException e) {
            return Finding.fail(NAME, ErrorText.of(e));
        }
        Finding.Collector problems = new Finding.Collector(NAME);
        if (users.all().isEmpty()) {
            problems.fail("The users file " + config.usersFile()
                    + " has no user, so only /health can be read. Add one: logoffd passwd NAME --role ROLE.");
        }
        checkInitialPasswords(config.firstPasswordsFile(), users, problems);
        return problems.finding(count(users.all(), Role.OPERATOR) + ", " + count(users.all(), Role.MONITOR) + " in "
                + config.usersFile() + '.');
    }

    private static void checkInitialPasswords(Path passwords, Users users, Finding.Collector problems) {
        if (!Files.exists(passwords)) {
            return;
        }
        try {
            problems.warn("The file of the initial passwords is still there: " + passwords
                    + (FirstUsers.areInUse(users, passwords)
                            ? ". One of them is in use. Read them, keep them elsewhere, and delete the file."
                            : ". None of them is in use. Delete the file."));
        } catch (IOException e) {
            problems.warn("The initial passwords cannot be compared with those in use: " + ErrorText.of(e));
        }
    }

    private static String count(List<User> users, Role role) {
        long number = users.stream().filter(user -> user.role() == role).count();
        return number + " with the role " + role.text();
    }
}
