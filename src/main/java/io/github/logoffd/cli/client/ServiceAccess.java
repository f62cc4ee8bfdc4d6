package io.github.logoffd.cli.client;

import io.github.logoffd.cli.client.ServiceException.Kind;
import io.github.logoffd.support.text.ErrorText;
import io.github.logoffd.tls.TlsException;
import io.github.logoffd.tls.TrustedAuthorities;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import javax.net.ssl.SSLContext;
import picocli.CommandLine.Option;

/** The options of every command that can talk to a running service. */
public final class ServiceAccess {

    /** The variable of the environment that names a service. */
    public static final String URL = "LOGOFFD_URL";

    private static final int USUAL_TIMEOUT_SECONDS = 10;
    private static final int LONGEST_TIMEOUT_SECONDS = 3600;

    @Option(
            names = "--url",
            paramLabel = "URL",
            description =
                    "The Jolokia address of the service; by default LOGOFFD_URL, else " + ServiceAddress.USUAL + ".")
    private Optional<String> url = Optional.empty();

    @Option(
            names = "--user-file",
            paramLabel = "FILE",
            description = "A file that only its owner can read, with the name, a blank and the password in one line,"
                    + " or both in"
                    + " two. By default LOGOFFD_USER and LOGOFFD_PASSWORD, else a prompt.")
    private Optional<Path> userFile = Optional.empty();

    @Option(names = "--ca", paramLabel = "FILE", description = "Trust only the certificates in this PEM file.")
    private Optional<Path> ca = Optional.empty();

    @Option(
            names = "--timeout",
            paramLabel = "SECONDS",
            description = "The timeout for an answer (default: ${DEFAULT-VALUE}).")
    private int timeoutSeconds = USUAL_TIMEOUT_SECONDS;

    private final Map<String, String> environment;
    private final CredentialSource credentials;

    /**
     * Creates options that are not set yet.
     *
     * @param environment the variables of the process
     * @param files tells whether others can read the file of {@code --user-file}
     * @param terminal the prompt for name and password
     */
    public ServiceAccess(Map<String, String> environment, FileCheck files, Supplier<Optional<Prompt>> terminal) {
        this.environment = Map.copyOf(environment);
        this.credentials = new CredentialSource(environment, files, terminal);
    }

    /**
     * Sets options that another command line had, such as {@code --timeout=10}. Without picocli, which reads the
     * annotations of this class for longer than a service takes to answer.
     *
     * @throws ServiceException of kind OPTIONS when one is not an option of a service, or has a value of the wrong form
     */
    public ServiceAccess with(List<String> options) throws ServiceException {
        Set<String> names = new HashSet<>();
        for (String option : options) {
            int sign = option.indexOf('=');
            String name = option.substring(0, sign);
            if (!names.add(name)) {
                throw new ServiceException(Kind.OPTIONS, name + " was given twice. Give it once.");
            }
            set(name, option.substring(sign + 1));
        }
        return this;
    }

    private void set(String name, String value) throws ServiceException {
        try {
            switch (name) {
                case "--url" -> url = Optional.of(value);
                case "--user-file" -> userFile = Optional.of(Path.of(value));
                case "--ca" -> ca = Optional.of(Path.of(value));
                case "--timeout" -> timeoutSeconds = Integer.parseInt(value);
                default -> throw new ServiceException(Kind.OPTIONS, name + " is not an option of a service.");
            }
        } catch (NumberFormatException e) {
            throw new ServiceException(
                    Kind.OPTIONS,
                    name + " is " + value + ". Expected: 1 to " + LONGEST_TIMEOUT_SECONDS + " seconds.",
                    e);
        } catch (InvalidPathException e) {
            throw new ServiceException(Kind.OPTIONS, name + " is \"" + value + "\", which cannot be a file.", e);
        }
    }

    /** Tells whether the command line names a service. */
    public boolean isGiven() {
        return url.isPresent();
    }

    /** Tells whether the command line or the environment names a service. */
    public boolean isNamed() {
        return url.isPresent() || fromEnvironment().isPresent();
    }

    /**
     * Makes a client; nothing is sent yet.
     *
     * @throws ServiceException of kind OPTIONS when the options, the environment or a file is wrong
     */
    public ServiceClient open() throws ServiceException {
        if (timeoutSeconds < 1 || timeoutSeconds > LONGEST_TIMEOUT_SECONDS) {
            throw new ServiceException(
                    Kind.OPTIONS,
                    "--timeout is " + timeoutSeconds + ". Expected: 1 to " + LONGEST_TIMEOUT_SECONDS + " seconds.");
        }
        ServiceAddress address =
                ServiceAddress.parse(url.or(this::fromEnvironment).orElse(ServiceAddress.USUAL));
        Optional<SSLContext> trust = trust();
        return new ServiceClient(address, credentials.read(userFile), trust, Duration.ofSeconds(timeoutSeconds));
    }

    private Optional<String> fromEnvironment() {
        return Optional.ofNullable(environment.get(URL)).filter(text -> !text.isEmpty());
    }

    private Optional<SSLContext> trust() throws ServiceException {
        if (ca.isEmpty()) {
            return Optional.empty();
        }
        try {
            return Optional.of(TrustedAuthorities.context(ca.get(), "--ca"));
        } catch (TlsException e) {
            throw new ServiceException(Kind.OPTIONS, ErrorText.of(e), e);
        }
    }
}
