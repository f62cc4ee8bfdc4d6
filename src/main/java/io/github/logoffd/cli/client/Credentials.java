package io.github.logoffd.cli.client;

import io.github.logoffd.cli.client.ServiceException.Kind;
import java.nio.charset.StandardCharsets;
import java.util.Base64;

/**
 * Name and password of a user. {@code toString} never contains the password.
 *
 * @param name the user of the service
 * @param password as it was given
 */
public record Credentials(String name, String password) {

    /**
     * Checks that they can be sent.
     *
     * @throws ServiceException of kind OPTIONS when HTTP Basic cannot carry them
     */
    static Credentials of(String name, String password, String source) throws ServiceException {
        if (name.isEmpty() || name.indexOf(':') >= 0 || password.isEmpty()) {
            throw new ServiceException(
                    Kind.OPTIONS, "What " + source + " cannot be sent. Give a name without a colon and a password.");
        }
        return new Credentials(name, password);
    }

    String header() {
        byte[] pair = (name + ':' + password).getBytes(StandardCharsets.UTF_8);
        return "Basic " + Base64.getEncoder().encodeToString(pair);
    }

    @Override
    public String toString() {
        return "credentials of " + name;
    }
}
