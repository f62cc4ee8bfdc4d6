package io.github.logoffd.rmi;

import io.github.logoffd.access.CredentialVersion;
import io.github.logoffd.access.User;
import java.net.InetAddress;
import java.security.Principal;

/**
 * Brings the user from the login to the connection that is made for it.
 *
 * @param user who logged in
 * @param proof by what
 * @param address from where
 */
record UserPrincipal(User user, CredentialVersion proof, InetAddress address) implements Principal {

    @Override
    public String getName() {
        return user.name();
    }
}
