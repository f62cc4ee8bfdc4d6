package io.github.logoffd.rmi;

import io.github.logoffd.access.CredentialVersion;
import io.github.logoffd.access.User;
import java.net.InetAddress;
import java.security.Principal;

/**
 * Carries the user from authentication to the new connection.
 *
 * @param user the authenticated user
 * @param proof the version of the credentials
 * @param address the address of the client
 */
record UserPrincipal(User user, CredentialVersion proof, InetAddress address) implements Principal {

    @Override
    public String getName() {
        return user.name();
    }
}
