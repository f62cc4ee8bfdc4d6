package io.github.logoffd.session;

import java.time.Instant;
import java.util.regex.Pattern;

/**
 * Permanent identity of one logon of one user. Windows reuses session ids, so an id alone names its current logon; an
 * identity names the same logon even after its id belongs to another one.
 *
 * @param host the session host
 * @param id the id that addresses the session on its host: the unique id of its row
 * @param idInMachine the session id inside the session's own machine; the same number unless that is a virtual machine
 * @param user the user name as {@link SessionDetail#user()} gives it
 * @param logonTime the logon, to 100 nanoseconds
 */
public record LogonIdentity(String host, long id, long idInMachine, String user, Instant logonTime) {

    private static final Pattern NOT_PLAIN = Pattern.compile("[^A-Za-z0-9._:-]");

    /** Returns the key that names this logon: letters, digits and {@code . _ - :} only. */
    public String key() {
        return keyOf(host, id, logonTime.toString());
    }

    /** Returns the key of a session without a logon, such as an RDP listener: it is as unique as its id. */
    static String keyWithoutLogon(String host, long id) {
        return keyOf(host, id, "none");
    }

    private static String keyOf(String host, long id, String logon) {
        return keyPrefix(host) + id + ':' + logon;
    }

    /** Returns the prefix of every key of a host. */
    static String keyPrefix(String host) {
        return NOT_PLAIN.matcher(host).replaceAll("_") + ':';
    }

    /** Returns whether a key belongs to this host. Its form is that of {@link LogonKey}. */
    public static boolean isKeyOf(String host, String key) {
        return key.startsWith(keyPrefix(host));
    }

    /**
     * Returns whether {@code fresh} proves that the id now belongs to another logon. A session that is being torn down
     * may have lost its user or its logon time already, which proves nothing; nor does an answer that
     * {@linkplain #isAbout is not about} this session.
     */
    public boolean isReplacedBy(SessionDetail fresh) {
        return isAbout(fresh)
                && !fresh.user().isEmpty()
                && fresh.times().logon().isPresent()
                && !matches(fresh);
    }

    /**
     * Returns whether {@code fresh} is about the requested session. It is not confirmed that Windows accepts the unique
     * id for a session of a virtual machine. A Windows that takes it for a plain session id would answer about a
     * session of the host itself, and the id inside the answer shows that; so does a unique id that has passed to
     * another session. A list distinguishes the two cases.
     */
    public boolean isAbout(SessionDetail fresh) {
        return fresh.id() == idInMachine;
    }

    /** Returns whether the session is known to run in a virtual machine of the host. */
    public boolean isInMachine() {
        return id != idInMachine;
    }

    /** Returns whether {@code listed} is the row of this session, for any current user. */
    public boolean isListedAs(SessionRow listed) {
        return listed.uniqueId() == id && listed.id() == idInMachine;
    }

    /** Returns whether {@code fresh}, just read from the host, is exactly this logon. */
    public boolean matches(SessionDetail fresh) {
        return isAbout(fresh)
                && fresh.user().equals(user)
                && fresh.times().logon().filter(logonTime::equals).isPresent();
    }
}
