package io.github.logoffd.session;

import java.time.Instant;

/**
 * One logon of one user, for ever. Windows uses session ids again, so an id alone names whoever has it now; an identity names
 * the same logon even after its id belongs to somebody else.
 *
 * @param host the session host
 * @param id the session id
 * @param user the user name as {@link SessionDetail#user()} gives it
 * @param logonTime the logon, to 100 nanoseconds
 */
public record LogonIdentity(String host, long id, String user, Instant logonTime) {

    /** Returns the text that names this logon: letters, digits and {@code . _ - :} only. */
    public String key() {
        return keyOf(host, id, logonTime.toString());
    }

    /** Returns the key of a session that is no logon, such as a listener: it is as unique as its id. */
    static String keyWithoutLogon(String host, long id) {
        return keyOf(host, id, "none");
    }

    private static String keyOf(String host, long id, String logon) {
        return plain(host) + ':' + id + ':' + logon;
    }

    private static String plain(String host) {
        return host.replaceAll("[^A-Za-z0-9._:-]", "_");
    }

    /** Tells whether a key is one of this host's. */
    public static boolean isKeyOf(String host, String key) {
        return key.startsWith(plain(host) + ':');
    }

    /**
     * Tells whether {@code fresh} proves that the id belongs to another logon now. A session that is being torn down can have lost its
     * user or its logon time already, which proves nothing.
     */
    public boolean isReplacedBy(SessionDetail fresh) {
        return !fresh.user().isEmpty() && fresh.times().logon().isPresent() && !matches(fresh);
    }

    /** Tells whether {@code fresh}, just read from the host, is this very logon. */
    public boolean matches(SessionDetail fresh) {
        return fresh.id() == id
                && fresh.user().equals(user)
                && fresh.times().logon().filter(logonTime::equals).isPresent();
    }
}
