package io.github.logoffd.access;

import java.util.ArrayList;
import java.util.List;

/** What differs between two states of the users file, for people. Stateless. */
final class UserChanges {

    private UserChanges() {}

    /** Returns the changes in words, such as {@code anna (operator) was added}. */
    static List<String> between(Users before, Users now) {
        List<String> changes = new ArrayList<>();
        for (User user : before.all()) {
            if (!now.has(user.name())) {
                changes.add(shown(user) + " was removed");
            }
        }
        for (User user : now.all()) {
            before.named(user.name())
                    .ifPresentOrElse(
                            old -> add(old, user, before, now, changes), () -> changes.add(shown(user) + " was added"));
        }
        return changes.isEmpty() ? List.of("their order was changed") : changes;
    }

    private static void add(User old, User user, Users before, Users now, List<String> changes) {
        if (old.role() != user.role()) {
            changes.add("the role of " + user.name() + " was changed from "
                    + old.role().text() + " to " + user.role().text());
        }
        if (!before.proofOf(user.name()).equals(now.proofOf(user.name()))) {
            changes.add("the password of " + user.name() + " was changed");
        }
    }

    private static String shown(User user) {
        return user.name() + " (" + user.role().text() + ')';
    }
}
