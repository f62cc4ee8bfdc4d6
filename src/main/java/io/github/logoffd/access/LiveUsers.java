package io.github.logoffd.access;

import io.github.logoffd.files.FileStamp;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.LongSupplier;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The users as they stand in their file. When somebody asks, the file is looked at, every five seconds at most; when it has changed and
 * is good it counts at once, otherwise the last good users stay and the log says why. Thread-safe; a look keeps nobody else waiting.
 */
public final class LiveUsers {

    private static final Logger log = LoggerFactory.getLogger(LiveUsers.class);
    private static final Duration LOOK_EVERY = Duration.ofSeconds(5);

    private final UsersFile file;
    private final LongSupplier nanoTime;
    private final Consumer<String> reloaded;
    private final Authenticator authenticator;
    private final ReentrantLock looking = new ReentrantLock();
    private volatile Users users;

    // The rest belongs to whoever holds the lock.
    private List<FileStamp> stamp;
    private long lastLook;
    private String toldProblem = "";

    LiveUsers(
            UsersFile file,
            LongSupplier nanoTime,
            Consumer<String> reloaded,
            Function<Users, Authenticator> authenticators)
            throws UsersFileException {
        this.file = file;
        this.nanoTime = nanoTime;
        this.reloaded = reloaded;
        lastLook = nanoTime.getAsLong();
        stamp = stamp();
        users = file.read();
        authenticator = authenticators.apply(users);
    }

    /**
     * Reads the file.
     *
     * @param nanoTime a clock as {@link System#nanoTime}
     * @param reloaded is told in one sentence of each later reading that counts
     * @throws UsersFileException when the file cannot be used, with everything that is wrong
     */
    public static LiveUsers open(UsersFile file, LongSupplier nanoTime, Consumer<String> reloaded)
            throws UsersFileException {
        return new LiveUsers(file, nanoTime, reloaded, users -> new Authenticator(users, nanoTime));
    }

    /** Returns who tells users by what they show, always the same one, with the users of now. */
    public Authenticator authenticator() {
        lookIfDue();
        return authenticator;
    }

    /** Tells whether there is still a user of this name and role. */
    public boolean holds(String name, String role) {
        lookIfDue();
        return users.all().stream()
                .anyMatch(user -> user.name().equals(name) && user.role().text().equals(role));
    }

    /** Tells whether there is still this user, told by the same as at the login. */
    public boolean holds(User user, Proof proof) {
        lookIfDue();
        Users now = users;
        return now.all().contains(user) && now.proofOf(user.name()).equals(proof);
    }

    private void lookIfDue() {
        if (!looking.tryLock()) {
            return;
        }
        try {
            long now = nanoTime.getAsLong();
            if (now - lastLook >= LOOK_EVERY.toNanos()) {
                lastLook = now;
                look();
            }
        } finally {
            looking.unlock();
        }
    }

    /** The stamp is taken before the file is read, so that what is written meanwhile is seen by the next look. */
    private void look() {
        List<FileStamp> found = stamp();
        if (found.equals(stamp)) {
            toldProblem = "";
            return;
        }
        try {
            Users read = file.read();
            users = read;
            authenticator.reload(read);
            stamp = found;
            toldProblem = "";
            reloaded.accept(
                    "The users file " + file.path() + " was read again; the users are now " + names(read) + '.');
        } catch (UsersFileException e) {
            // Looked at again and again until it is good: an editor may write it in parts.
            tellOnce(e.getMessage());
        }
    }

    private static String names(Users users) {
        return users.all().stream()
                .map(user -> user.name() + " (" + user.role().text() + ')')
                .collect(Collectors.joining(", "));
    }

    private void tellOnce(String problem) {
        if (!problem.equals(toldProblem)) {
            toldProblem = problem;
            log.error("The changed users file is not used, the users before stay. {}", problem);
        }
    }

    private List<FileStamp> stamp() {
        return FileStamp.of(List.of(file.path()));
    }
}
