package io.github.logoffd.access;

import io.github.logoffd.support.ProblemsException;
import io.github.logoffd.support.files.Reloading;
import io.github.logoffd.support.files.ReloadingFile;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.LongSupplier;

/**
 * Current users, reloaded from the users file. A changed file takes effect when it is valid; otherwise the last valid
 * users stay in force and the log has the reason. Thread-safe except {@link #look}, which is for one thread; no other
 * method waits for the file.
 */
public final class LiveUsers implements Reloading {

    private final UsersFile file;
    private final Consumer<String> reloaded;
    private final ReloadingFile<Users> users;
    private final Authenticator authenticator;

    LiveUsers(UsersFile file, Consumer<String> reloaded, Function<Users, Authenticator> authenticators)
            throws ProblemsException {
        this.file = file;
        this.reloaded = reloaded;
        users = ReloadingFile.open(
                "users file",
                ReloadingFile.ofFiles(List.of(file.path())),
                file::read,
                inForce -> file.readAgain(),
                this::replaced);
        authenticator = authenticators.apply(users.get());
    }

    /**
     * Reads the file.
     *
     * @param nanoTime a monotonic clock such as {@link System#nanoTime}
     * @param reloaded receives one sentence about each reload that takes effect
     * @throws ProblemsException when the file cannot be used, with everything that is wrong
     */
    public static LiveUsers open(UsersFile file, LongSupplier nanoTime, Consumer<String> reloaded)
            throws ProblemsException {
        return new LiveUsers(file, reloaded, users -> new Authenticator(users, nanoTime));
    }

    /** Returns the authenticator; the instance is stable and always uses the current users. */
    public Authenticator authenticator() {
        return authenticator;
    }

    /** Returns the users in force now. */
    public Users now() {
        return users.get();
    }

    /** Returns whether a user of this name and role still exists. */
    public boolean holds(String name, String role) {
        return users.get().all().stream()
                .anyMatch(user -> user.name().equals(name) && user.role().text().equals(role));
    }

    /** Returns whether this user still exists with the credential that was used to authenticate. */
    public boolean holds(User user, CredentialVersion proof) {
        Users now = users.get();
        return now.all().contains(user) && now.proofOf(user.name()).equals(proof);
    }

    @Override
    public void look() {
        users.look();
    }

    @Override
    public Optional<String> problem() {
        return users.problem();
    }

    private void replaced(Users before, Users now) {
        if (!now.sameAs(before)) {
            authenticator.reload(now);
            reloaded.accept("The users file " + file.path() + " was reloaded: "
                    + String.join("; ", UserChanges.between(before, now)) + '.');
        }
    }
}
