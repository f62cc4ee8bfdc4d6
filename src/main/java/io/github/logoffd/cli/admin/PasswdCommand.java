package io.github.logoffd.cli.admin;

import io.github.logoffd.access.Role;
import io.github.logoffd.access.User;
import io.github.logoffd.access.UsersFile;
import io.github.logoffd.service.ConfigOption;
import io.github.logoffd.service.ExitCode;
import io.github.logoffd.service.SecretFiles;
import io.github.logoffd.service.Version;
import io.github.logoffd.support.ProblemsException;
import io.github.logoffd.support.text.ErrorText;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Adds, changes, removes and lists the users of the service. */
@Command(
        name = "passwd",
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        description =
                "Sets password and role of a user of the service, removes or lists users. Prompts for the password on"
                        + " the console; without a console reads it as one line of standard input.")
public final class PasswdCommand implements Callable<Integer> {

    private static final int SHORTEST_PASSWORD = 12;

    @Parameters(arity = "0..1", paramLabel = "NAME", description = "The user: " + User.NAME_RULE + ".")
    private Optional<String> name = Optional.empty();

    @Option(
            names = "--role",
            paramLabel = "ROLE",
            description = "monitor reads, operator also acts; an existing user keeps the role without it.")
    private Optional<String> role = Optional.empty();

    @Option(names = "--delete", description = "Remove the user.")
    private boolean delete;

    @Option(names = "--list", description = "Show the names and roles of all users.")
    private boolean list;

    @Option(
            names = "--file",
            paramLabel = "FILE",
            description = "The users file; by default the one of the configuration.")
    private Optional<Path> file = Optional.empty();

    @Mixin
    private ConfigOption config = new ConfigOption();

    @Spec
    private CommandSpec spec;

    private final PasswordSource passwords;

    PasswdCommand() {
        this(PasswordSource::fromConsoleOrInput);
    }

    PasswdCommand(PasswordSource passwords) {
        this.passwords = passwords;
    }

    @Override
    public Integer call() {
        checkUsage();
        try {
            run(new UsersFile(file.isPresent() ? file.get() : config.usersFile(), SecretFiles.ofThisMachine()));
            return ExitCode.OK.number();
        } catch (ProblemsException e) {
            return failed(ErrorText.of(e), ExitCode.CONFIGURATION);
        } catch (IOException e) {
            return failed(ErrorText.of(e), ExitCode.FAILED);
        }
    }

    private void checkUsage() {
        if (list ? name.isPresent() || delete || role.isPresent() : name.isEmpty() || (delete && role.isPresent())) {
            throw wrongUsage("Give NAME, NAME --role ROLE, NAME --delete, or --list.");
        }
        if (file.isPresent() && config.isGiven()) {
            throw wrongUsage("Give --file or --config, not both.");
        }
        if (!User.isName(name.orElse("any"))) {
            throw wrongUsage("The name is \"" + name.get() + "\". Allowed: " + User.NAME_RULE + '.');
        }
        if (role.isPresent() && Role.of(role.get()).isEmpty()) {
            throw wrongUsage("The role is \"" + role.get() + "\". Allowed: monitor or operator.");
        }
    }

    private ParameterException wrongUsage(String sentence) {
        return new ParameterException(spec.commandLine(), sentence);
    }

    private void run(UsersFile users) throws ProblemsException, IOException {
        if (list) {
            users.read()
                    .all()
                    .forEach(user -> say(user.name() + ' ' + user.role().text()));
        } else if (delete) {
            delete(users, name.orElseThrow());
        } else if (role.isPresent()) {
            put(users, new User(name.orElseThrow(), Role.of(role.get()).orElseThrow()));
        } else {
            setPassword(users, name.orElseThrow());
        }
    }

    private void delete(UsersFile users, String user) throws ProblemsException, IOException {
        if (!users.remove(user)) {
            throw new IOException("There is no user " + user + " in " + users.path() + '.');
        }
        say("The user " + user + " was removed from " + users.path() + '.');
    }

    private void put(UsersFile users, User user) throws ProblemsException, IOException {
        boolean known = users.put(user, password(user.name()));
        say("The user " + user.name() + (known ? " was changed in " : " was added to ") + users.path()
                + " with the role " + user.role().text() + '.');
    }

    private void setPassword(UsersFile users, String user) throws ProblemsException, IOException {
        if (users.named(user).isEmpty()) {
            throw unknown(users, user);
        }
        User changed = users.setPassword(user, password(user)).orElseThrow(() -> unknown(users, user));
        say("The password of " + changed.name() + " was changed in " + users.path() + "; the role is still "
                + changed.role().text() + '.');
    }

    private static IOException unknown(UsersFile users, String user) {
        return new IOException("There is no user " + user + " in " + users.path()
                + ". Give --role monitor or --role operator to add it.");
    }

    private String password(String user) throws IOException {
        String password = passwords.read(user);
        int length = password.codePointCount(0, password.length());
        if (length < SHORTEST_PASSWORD) {
            throw new IOException("The password has " + length + " characters. Give " + SHORTEST_PASSWORD
                    + " or more. Nothing was changed.");
        }
        return password;
    }

    private void say(String sentence) {
        spec.commandLine().getOut().println(sentence);
    }

    private int failed(String sentence, ExitCode code) {
        spec.commandLine().getErr().println(sentence);
        return code.number();
    }
}
