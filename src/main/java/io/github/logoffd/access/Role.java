package io.github.logoffd.access;

import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/** What a user may do; {@link Permissions} decides the single request. Nobody may write an attribute. */
public enum Role {
    /** Reads: attributes, lists, notifications, metrics and events. Cannot call any operation. */
    MONITOR,

    /** Reads, and calls the operations of the beans of this service, those that only ask Windows for something included. */
    OPERATOR;

    /** Returns the role as it stands in the users file. */
    public String text() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** Returns the role with this text, empty when there is none; the case counts. */
    public static Optional<Role> of(String text) {
        return Stream.of(values()).filter(role -> role.text().equals(text)).findFirst();
    }
}
