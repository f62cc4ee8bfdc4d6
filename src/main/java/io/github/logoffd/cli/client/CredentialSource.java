package io.github.logoffd.cli.client;

import io.github.logoffd.cli.client.ServiceException.Kind;
import io.github.logoffd.support.files.RefusedFileException;
import io.github.logoffd.support.files.SmallFile;
import io.github.logoffd.support.text.ErrorText;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Source of the name and password: a private file, else the environment, else a prompt on the terminal. Never the
 * command line, which other users of the machine can see.
 */
final class CredentialSource {

    static final String USER = "LOGOFFD_USER";
    static final String PASSWORD = "LOGOFFD_PASSWORD";

    private static final int LONGEST_FILE = 4096;
    private static final String EXPECTED = "Write one line with the name, a blank and the password, or two lines.";

    private final Map<String, String> environment;
    private final FileCheck files;
    private final Supplier<Optional<Prompt>> terminal;

    CredentialSource(Map<String, String> environment, FileCheck files, Supplier<Optional<Prompt>> terminal) {
        this.environment = Map.copyOf(environment);
        this.files = files;
        this.terminal = terminal;
    }

    /** Returns name and password; a file that was named counts, whatever else there is. */
    Credentials read(Optional<Path> file) throws ServiceException {
        return file.isPresent() ? ofFile(file.get()) : ofEnvironment();
    }

    private Credentials ofEnvironment() throws ServiceException {
        Optional<String> name = variable(USER);
        Optional<String> password = variable(PASSWORD);
        if (name.isPresent() && password.isPresent()) {
            return Credentials.of(name.get(), password.get(), USER + " and " + PASSWORD + " hold");
        }
        Prompt prompt = terminal.get()
                .orElseThrow(() -> problem("No name and password were given. Set " + USER + " and " + PASSWORD
                        + " in the environment, or --user-file."));
        try {
            String user = name.isPresent() ? name.get() : prompt.ask("User of the service: ", false);
            return Credentials.of(user, prompt.ask("Password of " + user + ": ", true), "was typed");
        } catch (ServiceException e) {
            throw e;
        } catch (IOException e) {
            throw new ServiceException(Kind.OPTIONS, ErrorText.of(e), e);
        }
    }

    private Optional<String> variable(String name) {
        String value = environment.getOrDefault(name, "");
        return value.isEmpty() ? Optional.empty() : Optional.of(value);
    }

    private Credentials ofFile(Path file) throws ServiceException {
        String source = "the file " + file + " holds";
        List<String> lines = content(file).lines().toList();
        if (lines.size() == 2) {
            return Credentials.of(lines.get(0).strip(), lines.get(1), source);
        }
        int blank = lines.size() == 1 ? lines.get(0).indexOf(' ') : -1;
        if (blank < 0) {
            throw problem("The file " + file + " is malformed. " + EXPECTED);
        }
        return Credentials.of(lines.get(0).substring(0, blank), lines.get(0).substring(blank + 1), source);
    }

    private String content(Path file) throws ServiceException {
        try {
            if (!Files.isRegularFile(file)) {
                throw problem("There is no file " + file + "; " + EXPECTED);
            }
            Optional<String> problem = files.problem(file);
            if (problem.isPresent()) {
                throw problem(problem.get());
            }
            return SmallFile.text(file, LONGEST_FILE);
        } catch (ServiceException e) {
            throw e;
        } catch (RefusedFileException e) {
            throw new ServiceException(Kind.OPTIONS, ErrorText.of(e) + " In it " + EXPECTED, e);
        } catch (IOException e) {
            throw new ServiceException(Kind.OPTIONS, "The file " + file + " cannot be read (" + e + ").", e);
        }
    }

    private static ServiceException problem(String sentence) {
        return new ServiceException(Kind.OPTIONS, sentence);
    }
}
