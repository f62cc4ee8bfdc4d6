package io.github.logoffd.control;

import io.github.logoffd.control.SessionFinder.Found;
import io.github.logoffd.session.LogonIdentity;
import io.github.logoffd.session.Session;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The Keys of a bulk request on selected sessions. Immutable. */
final class SelectedKeys {

    private static final int MOST = 1_000;

    private final List<String> keys;

    private SelectedKeys(List<String> keys) {
        this.keys = keys;
    }

    /**
     * Checks the Keys without looking for their logons.
     *
     * @throws IllegalArgumentException when there are none or too many, or one is an id or occurs twice
     */
    static SelectedKeys of(List<String> keys) {
        if (keys.isEmpty() || keys.size() > MOST) {
            throw new IllegalArgumentException("keys has " + keys.size() + " entries. Give 1 to " + MOST + " Keys.");
        }
        if (keys.contains(null)) {
            throw new IllegalArgumentException("keys has an entry without text. Give the Keys of sessions.");
        }
        for (String key : keys) {
            TextLength.require("keys", key, TextLength.OF_A_NAME);
            if (SessionChoice.isId(key.strip())) {
                throw new IllegalArgumentException("keys has \"" + key
                        + "\", an id, which may belong to another logon by now. Give the Keys of sessions.");
            }
        }
        if (new HashSet<>(keys).size() < keys.size()) {
            throw new IllegalArgumentException("keys names a session twice. Give each Key once.");
        }
        return new SelectedKeys(List.copyOf(keys));
    }

    /** Returns one result for each Key, in their order; one that is not listed is looked for by itself. */
    List<Found> find(SessionFinder finder) {
        Map<String, Found> listed = new HashMap<>();
        for (Found found : finder.all()) {
            Optional<LogonIdentity> logon = found.session().flatMap(Session::identity);
            logon.filter(any -> found.isIdentified()).ifPresent(identity -> listed.put(identity.key(), found));
        }
        return keys.stream()
                .map(key -> Optional.ofNullable(listed.get(key)).orElseGet(() -> finder.findKeyOrId(key)))
                .toList();
    }

    /** The number and not the Keys: each of them has audit lines of its own. */
    @Override
    public String toString() {
        return Integer.toString(keys.size());
    }
}
