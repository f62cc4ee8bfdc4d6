package io.github.logoffd.access;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Users whose hashes are computed once, with as few iterations as may be, as that takes a while. */
final class AccessFixture {

    static final String OPERATOR_PASSWORD = "the password of operator";
    static final String MONITOR_PASSWORD = "the password of monitor";

    private static final Map<String, PasswordHash> HASHES = Map.of(
            "operator",
            PasswordHash.of(OPERATOR_PASSWORD, PasswordHash.LEAST_ITERATIONS),
            "monitor",
            PasswordHash.of(MONITOR_PASSWORD, PasswordHash.LEAST_ITERATIONS));

    private AccessFixture() {}

    static Users users() {
        return new Users(List.of(
                account("operator", Role.OPERATOR, Optional.of(HASHES.get("operator"))),
                account("monitor", Role.MONITOR, Optional.of(HASHES.get("monitor"))),
                account("prometheus", Role.MONITOR, Optional.empty())));
    }

    private static Users.Account account(String name, Role role, Optional<PasswordHash> hash) {
        return new Users.Account(new User(name, role), hash);
    }

    /** A literal address; no name is looked up. */
    static InetAddress address(String literal) {
        try {
            return InetAddress.getByName(literal);
        } catch (UnknownHostException e) {
            throw new IllegalArgumentException(e);
        }
    }
}
