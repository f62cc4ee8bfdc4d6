package io.github.logoffd.session;

import java.time.Instant;
import java.util.regex.Pattern;

/**
 * One logon of one user, for ever. Windows uses session ids again, so an id alone names whoever has it now; an identity names
 * the same logon even after its id belongs to somebody else.
 *
 * @param host the session host
 * @param id the id that addresses the session on its host: the unique id of its row
 * @param idInMachine the session id inside the session's own machine; the same number unless that is a virtual machine
 * @param user the user name as {@link SessionDetail#user()} gives it
 * @param logonTime the logon, to 100 nanoseconds
 */
public record LogonIdentity(String host, long id, long idInMachine, String user, Instant logonTime) {

    private static final Pattern NOT_PLAIN = Pattern.compile("[^A-Za-z0-9._:-]");

    /** Returns the text that names this logon: letters, digits and {@code . _ - :} only. */
    public String key() {
        return keyOf(host, id, logonTime.toString());
    }

    /** Returns the key of a session that is no logon, such as a listener: it is as unique as its id. */
    static String keyWithoutLogon(String host, long id) {
        return keyOf(host, id, "none");
    }

    private static String keyOf(String host, long id, String logon) {
        return keyPrefix(host) + id + ':' + logon;
    }

    /** Returns what every key of a host begins with. */
    static String keyPrefix(String host) {
        return NOT_PLAIN.matcher(host).replaceAll("_") + ':';
    }

    /** Tells whether a key is one of this host's. Its form is that of {@link LogonKey}. */
    public static boolean isKeyOf(String host, String key) {
        return key.startsWith(keyPrefix(host));
    }

    /**
     * Tells whether {@code fresh} proves that the id belongs to another logon now. A session that is being torn down can have lost its
     * user or its logon time already, which proves nothing; an answer that {@linkplain #isAbout is not about} this session does not
     * either.
     */
    public boolean isReplacedBy(SessionDetail fresh) {
        return isAbout(fresh)
                && !fresh.user().isEmpty()
                && fresh.times().logon().isPresent()
                && !matches(fresh);
    }

    /**
     * Tells whether {@code fresh} is about the session that was asked for. That Windows takes the unique id for a session of a virtual
     * machine is not confirmed. One that took it for a plain session id would answer about a session of the host itself, and the id
     * inside the answer shows that; so does a unique id that has passed to another session. Which of the two it is, a list tells.
     */
    public boolean isAbout(SessionDetail fresh) {
        return fresh.id() == idInMachine;
    }

    /** Tells whether the session is known to run in a virtual machine of the host. */
    public boolean isInMachine() {
        return id != idInMachine;
    }

    /** Tells whether {@code listed} is the row of this session, whoever is logged on to it now. */
    public boolean isListedAs(SessionRow listed) {
        return listed.uniqueId() == id && listed.id() == idInMachine;
    }

    /** Tells whether {@code fresh}, just read from the host, is this very logon. */
    public boolean matches(SessionDetail fresh) {
        return isAbout(fresh)
                && fresh.user().equals(user)
                && fresh.times().logon().filter(logonTime::equals).isPresent();
    }
}
