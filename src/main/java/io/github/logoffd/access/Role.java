package io.github.logoffd.access;

import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/** Role of a user; {@link Permissions} authorizes the single request. No role may write an attribute. */
public enum Role {
    /** Reads: attributes, lists, notifications, metrics, events, and operations that only read. */
    MONITOR,

    /** Reads, and calls the operations of the beans of this service, including those that only query Windows. */
    OPERATOR;

    /** Returns the role as written in the users file. */
    public String text() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** Returns the role of this name, empty when there is none; case-sensitive. */
    public static Optional<Role> of(String text) {
        return Stream.of(values()).filter(role -> role.text().equals(text)).findFirst();
    }
}
